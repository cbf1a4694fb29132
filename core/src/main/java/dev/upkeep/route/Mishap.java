package dev.upkeep.route;

import dev.upkeep.route.Failure.Kind;

/**
 * What may happen to an exchange with an upstream, in the words that clients are told. All adapters use these; what their
 * libraries say of it is for the log.
 */
public enum Mishap {
    /** Nobody listens there. */
    REFUSED(Kind.UNSENT, "connection refused"),
    /** The connection could not be opened for another reason, such as an unknown host. */
    UNREACHABLE(Kind.UNSENT, "no connection"),
    /** The connection could not be opened in {@link Lease#connectTimeout}. */
    NOT_CONNECTED(Kind.UNSENT, "no connection within %d ms"),
    /** A connection of HTTP/2 is open, but the request was refused before anything was done with it (RFC 9113 section 8.7). */
    DECLINED(Kind.UNSENT, "no more requests are taken"),
    /** The connection ended before the first byte of an answer. */
    UNANSWERED(Kind.UNANSWERED, "connection closed before an answer"),
    /** The connection ended before the last byte of the answer. */
    CUT_OFF(Kind.BROKEN, "connection closed in the middle of the answer"),
    /** What came was no answer that HTTP knows. */
    NOT_HTTP(Kind.BROKEN, "the answer is not HTTP"),
    /** TLS was not agreed upon. */
    NO_TLS(Kind.BROKEN, "no TLS connection"),
    /** Nothing came for {@link Lease#responseTimeout}. */
    SILENT(Kind.TIMED_OUT, "no answer within %d ms"),
    /** All connections that the proxy may open are in use. */
    NO_CAPACITY(Kind.OVERLOADED, "all connections are in use");

    private final Kind kind;
    private final String detail;

    Mishap(Kind kind, String detail) {
        this.kind = kind;
        this.detail = detail;
    }

    /**
     * How far the exchange came.
     *
     * @return the kind of each such failure
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The failure of an exchange to which this happened.
     *
     * @param lease of the exchange, for how long it was waited
     * @param repeatable as in {@link Failure#repeatable}
     * @return what to tell {@link Lease#failed}
     */
    public Failure failure(Lease lease, boolean repeatable) {
        long millis = this == NOT_CONNECTED
                ? lease.connectTimeout().toMillis()
                : lease.responseTimeout().toMillis();
        return new Failure(kind, repeatable, String.format(detail, millis));
    }
}
