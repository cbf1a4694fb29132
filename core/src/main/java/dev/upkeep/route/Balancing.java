package dev.upkeep.route;

import java.time.Duration;

/**
 * How requests are spread over the instances of a process.
 *
 * @param policy who is next; default {@link Policy#LEAST_REQUESTS}
 * @param slowStart for how long an instance that has just become ready gets fewer requests than the others, more and more
 *     of them; default 0: at once as many. Counts with {@link Policy#LEAST_REQUESTS}
 */
public record Balancing(Policy policy, Duration slowStart) {
    /** Who is next. */
    public enum Policy {
        /** The instance that has the fewest requests under way; of several, each in turn. */
        LEAST_REQUESTS,
        /** Each in turn. */
        ROUND_ROBIN
    }

    /** By the fewest requests, without a slow start. */
    public static final Balancing DEFAULT = new Balancing(Policy.LEAST_REQUESTS, Duration.ZERO);

    /** Refuses a negative time, with {@link IllegalArgumentException}. */
    public Balancing {
        if (slowStart.isNegative()) {
            throw new IllegalArgumentException("slowStart: " + slowStart + " (expected: >= 0)");
        }
    }
}
