package dev.upkeep.spec;

import java.time.Duration;
import java.util.Optional;

/**
 * How a process is replaced, and what becomes of it if a new version does not work after a reload.
 *
 * @param failureAction what is done; default {@link FailureAction#ROLLBACK}
 * @param startTimeout how long it may take to become ready; default 60 s
 * @param order what comes first; empty: the start if any free port will do, else the stop
 * @param parallelism how many instances are replaced at the same time; default 1
 */
public record UpdatePolicy(FailureAction failureAction, Duration startTimeout, Optional<Order> order, int parallelism) {
    /** What comes first. */
    public enum Order {
        /** The new instance is started beside the old one, which is stopped when the new one is ready. */
        START_FIRST,
        /** The old instance is stopped before the new one is started; meanwhile requests go to others, or wait. */
        STOP_FIRST
    }

    /** What is done about a new version that has failed, or was not ready in time. */
    public enum FailureAction {
        /** The last version that was ready takes its place again. */
        ROLLBACK,
        /** Nothing: it stays as it is, for somebody to look at. */
        PAUSE
    }

    /** Back to what worked, after 60 s at the latest: the default. */
    public static final UpdatePolicy DEFAULT = new UpdatePolicy(FailureAction.ROLLBACK, Duration.ofSeconds(60));

    /**
     * With the usual order, one instance after the other.
     *
     * @param failureAction what is done about a version that fails
     * @param startTimeout how long it may take to become ready
     */
    public UpdatePolicy(FailureAction failureAction, Duration startTimeout) {
        this(failureAction, startTimeout, Optional.empty(), 1);
    }

    /** Refuses a timeout that is not positive, with {@link IllegalArgumentException}. */
    public UpdatePolicy {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism: " + parallelism + " (expected: >= 1)");
        }
        if (startTimeout.isNegative() || startTimeout.isZero()) {
            throw new IllegalArgumentException("startTimeout: " + startTimeout + " (expected: > 0)");
        }
    }
}
