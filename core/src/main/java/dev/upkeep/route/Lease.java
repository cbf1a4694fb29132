package dev.upkeep.route;

import java.time.Duration;

/** A place for one exchange with one upstream, taken until it is given back. Thread-safe. */
public interface Lease extends AutoCloseable {
    /**
     * Where to send the request.
     *
     * @return host and port
     */
    Upstream upstream();

    /**
     * What the upstream is to be asked for.
     *
     * @param head of the request
     * @return path and query; as in the head, if the route changes nothing
     */
    default String target(RequestHead head) {
        return head.target();
    }

    /**
     * What the route changes in the header of the request, after all else was put into it.
     *
     * @return fields to set and to remove
     */
    default FieldEdits requestEdits() {
        return FieldEdits.NONE;
    }

    /**
     * What the route changes in the header of the upstream's answer, after all else was put into it.
     *
     * @param head of the request
     * @return fields to set and to remove
     */
    default FieldEdits answerEdits(RequestHead head) {
        return FieldEdits.NONE;
    }

    /**
     * Whether the connection may become a tunnel for another protocol, such as WebSocket; which, say {@link Upgrades}.
     * The lease is held until the tunnel ends.
     *
     * @return false if requests are forwarded without what asks for it
     */
    default boolean upgrades() {
        return true;
    }

    /**
     * How long opening a connection may take.
     *
     * @return more than 0
     */
    Duration connectTimeout();

    /**
     * How long the upstream may be silent: before its answer, and between two pieces of it, unless that
     * {@linkplain Headers#mayFallSilent may fall silent}.
     *
     * @return more than 0
     */
    Duration responseTimeout();

    /**
     * Has this lease called back: for an exchange that does not end by itself, such as a tunnel. Its upstream is about to be
     * stopped and waits for it no longer.
     *
     * @param end makes an end of the exchange, politely and soon; called once at most, on any thread, at once if it is
     *     time already; must not block
     */
    default void onRecall(Runnable end) {}

    /**
     * Tells that the exchange failed, gives this lease back and says what to do now: forward anew (over another lease),
     * hold, or refuse. If the head of an answer has already gone to the client, the refusal can't be sent any more: end
     * the connection so that the client sees the answer is incomplete.
     *
     * @param failure what happened
     * @return what to do now
     */
    Routing failed(Failure failure);

    /** Gives the lease back; the second time does nothing. */
    @Override
    void close();
}
