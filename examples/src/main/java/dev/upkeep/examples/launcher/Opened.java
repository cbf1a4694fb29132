package dev.upkeep.examples.launcher;

/**
 * A server that listens.
 *
 * @param port for HTTP
 * @param httpsPort for HTTPS, -1 if there is none
 * @param closing ends it
 */
record Opened(int port, int httpsPort, Runnable closing) implements AutoCloseable {
    @Override
    public void close() {
        closing.run();
    }
}
