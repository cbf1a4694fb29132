package dev.upkeep.route;

/**
 * How an exchange with an upstream failed.
 *
 * @param kind how far it came
 * @param repeatable whether the proxy could send the very same request again: true if it has no body, or has all of it
 *     still at hand
 * @param detail for people, such as {@code Connection refused}
 */
public record Failure(Kind kind, boolean repeatable, String detail) {
    /** How far it came. */
    public enum Kind {
        /** No byte was sent: the connection could not be opened. */
        UNSENT,
        /** Sent, maybe in part, and the connection ended before the first byte of an answer. */
        UNANSWERED,
        /** No answer, or no further piece of it, came in time. */
        TIMED_OUT,
        /** What came is no HTTP, or ended in the middle. */
        BROKEN,
        /** The proxy itself has no capacity left for this upstream. */
        OVERLOADED
    }
}
