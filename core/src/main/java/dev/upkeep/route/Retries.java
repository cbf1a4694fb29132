package dev.upkeep.route;

import java.time.Duration;
import java.util.Set;

/**
 * Whether a request whose exchange failed may be tried again. Never sent twice is what an upstream may have acted upon; and
 * what seems to kill its upstream is not handed to the next.
 */
public final class Retries {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
    private static final Duration PAUSE_AFTER_ENDED = Duration.ofMillis(100);
    private static final int LONGEST_PAUSE_DOUBLINGS = 5;
    private static final int MOST_REPEATS = 3;
    private static final int MOST_DEATHS = 2;

    /**
     * Methods that ask for nothing to be changed (RFC 9110 section 9.2.1). PUT and DELETE are idempotent on paper, but
     * between the two tries somebody else may have been at it.
     */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private Retries() {}

    /**
     * What a request has been through.
     *
     * @param unsent how often it could not be sent at all
     * @param unanswered how often it was sent and got no answer
     * @param deaths in how many of these its process died
     */
    public record Past(int unsent, int unanswered, int deaths) {
        /** Nothing yet. */
        public static final Past NONE = new Past(0, 0, 0);

        /**
         * With one more failure.
         *
         * @param kind of the failure
         * @return the new past
         */
        public Past with(Failure.Kind kind) {
            return switch (kind) {
                case UNSENT -> new Past(unsent + 1, unanswered, deaths);
                case UNANSWERED -> new Past(unsent, unanswered + 1, deaths);
                case TIMED_OUT, BROKEN, OVERLOADED -> this;
            };
        }

        /**
         * With one more death of the process while it had the request.
         *
         * @return the new past
         */
        public Past withDeath() {
            return new Past(unsent, unanswered, deaths + 1);
        }

        /**
         * Whether the request is likely to be what kills its process.
         *
         * @return true if it must not be sent any more
         */
        public boolean isDeadly() {
            return deaths >= MOST_DEATHS;
        }
    }

    /** What to do after a failure. */
    public sealed interface Retry {
        /**
         * Try again.
         *
         * @param pause from now on; zero for at once
         */
        record Again(Duration pause) implements Retry {}

        /** Give up, and answer what {@link Refusals#failed} makes of the failure. */
        record GiveUp() implements Retry {}
    }

    /**
     * Decides after a failure. A managed process that refuses connections may just have died or not be listening yet, so
     * it is asked again and again, with growing pauses, for as long as the caller lets requests wait.
     *
     * @param failure what happened
     * @param method of the request
     * @param past what the request has been through, with this failure
     * @param managed whether a process of ours is behind the upstream
     * @return whether and when to try again
     */
    public static Retry decide(Failure failure, String method, Past past, boolean managed) {
        return decide(failure, method, past, managed, MOST_REPEATS);
    }

    /**
     * Decides after a failure.
     *
     * @param failure what happened
     * @param method of the request
     * @param past what the request has been through, with this failure
     * @param managed whether a process of ours is behind the upstream
     * @param attempts how often a request may be sent again
     * @return whether and when to try again
     */
    public static Retry decide(Failure failure, String method, Past past, boolean managed, int attempts) {
        boolean again = failure.repeatable()
                && !past.isDeadly()
                && switch (failure.kind()) {
                    case UNSENT -> managed || past.unsent <= attempts;
                    case UNANSWERED -> SAFE.contains(method) && past.unanswered <= attempts;
                    case TIMED_OUT, BROKEN, OVERLOADED -> false;
                };
        return again ? new Retry.Again(pause(failure, past)) : new Retry.GiveUp();
    }

    /**
     * None after the first connection that ended: most often it was idle for too long, and another serves. When that ends, too, all
     * may have ended with their process, and whoever goes through them quickly is at the end before that is noticed.
     */
    private static Duration pause(Failure failure, Past past) {
        if (failure.kind() == Failure.Kind.UNANSWERED) {
            return PAUSE_AFTER_ENDED.multipliedBy(past.unanswered - 1L);
        }
        int doublings = Math.min(Math.max(0, past.unsent - 1), LONGEST_PAUSE_DOUBLINGS);
        return SHORTEST_PAUSE.multipliedBy(1L << doublings);
    }
}
