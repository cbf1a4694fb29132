package dev.upkeep.testkit;

/** A running proxy, listening on 127.0.0.1. Closing it ends all of its connections and threads. */
@SuppressWarnings("try") // a proxy may well be interrupted while it stops
public interface ProxyUnderTest extends AutoCloseable {
    /**
     * Where it listens for HTTP.
     *
     * @return 1 to 65535
     */
    int httpPort();

    /**
     * Where it listens for HTTPS; only asked if it was opened with keys.
     *
     * @return 1 to 65535
     */
    int httpsPort();
}
