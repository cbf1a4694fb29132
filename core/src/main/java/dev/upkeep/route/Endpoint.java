package dev.upkeep.route;

/**
 * A ready instance of a process, from one launch to the end of what was launched.
 *
 * @param launch a number that no other launch has
 * @param number of the instance; its next launch has the same
 * @param port where it listens on the host of the route's target; 0 if that is the target's port
 */
public record Endpoint(long launch, int number, int port) {
    /** At the address that the route names. */
    public static final Endpoint TARGET = new Endpoint(0, 1, 0);

    /** Refuses a port out of range, with {@link IllegalArgumentException}. */
    public Endpoint {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
        }
    }

    /**
     * Where requests of a route are sent.
     *
     * @param target of the route
     * @return host and port
     */
    public Upstream of(Upstream target) {
        return port == 0 ? target : new Upstream(target.secure(), target.http2(), target.host(), port);
    }
}
