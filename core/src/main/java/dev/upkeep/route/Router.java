package dev.upkeep.route;

/** Tells a proxy what to do with a request. The whole of what an adapter has to ask. */
@FunctionalInterface
public interface Router {
    /**
     * Decides about one request. Takes no lock, waits for nothing, throws nothing; may be called from any thread.
     *
     * @param head what is known of the request before its body
     * @return what to do; a {@link Routing.Forward} comes with a lease that must be given back
     */
    Routing route(RequestHead head);

    /**
     * Whether a sender is a proxy that is believed: what it says of earlier hops in {@code X-Forwarded-*} and
     * {@code Forwarded} stands. May be called from any thread, for each request.
     *
     * @param sender the address of who opened the connection, as digits
     * @return false unless it is configured
     */
    default boolean trusts(String sender) {
        return false;
    }

    /**
     * Learns what became of a request, once, when it is over: for counters and logs. Takes no lock, and throws nothing; may
     * be called from any thread.
     *
     * @param exchanged one that was asked about before, or was refused before it could be
     */
    default void over(Exchanged exchanged) {}
}
