package dev.upkeep.spec;

import java.time.Duration;

/**
 * What becomes of a process whose new version does not work after a reload.
 *
 * @param failureAction what is done; default {@link FailureAction#ROLLBACK}
 * @param startTimeout how long it may take to become ready; default 60 s
 */
public record UpdatePolicy(FailureAction failureAction, Duration startTimeout) {
    /** What is done about a new version that has failed, or was not ready in time. */
    public enum FailureAction {
        /** The last version that was ready takes its place again. */
        ROLLBACK,
        /** Nothing: it stays as it is, for somebody to look at. */
        PAUSE
    }

    /** Back to what worked, after 60 s at the latest: the default. */
    public static final UpdatePolicy DEFAULT = new UpdatePolicy(FailureAction.ROLLBACK, Duration.ofSeconds(60));

    /** Refuses a timeout that is not positive, with {@link IllegalArgumentException}. */
    public UpdatePolicy {
        if (startTimeout.isNegative() || startTimeout.isZero()) {
            throw new IllegalArgumentException("startTimeout: " + startTimeout + " (expected: > 0)");
        }
    }
}
