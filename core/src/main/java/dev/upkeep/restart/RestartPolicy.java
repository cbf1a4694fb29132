package dev.upkeep.restart;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * When an ended process is started again. Make one with {@link #builder()}: components may be added in later versions.
 *
 * @param condition which ends call for a restart; default {@link Condition#ALWAYS}
 * @param maxAttempts how many restarts in a row are tried; 0 is never, {@link #UNLIMITED} is no limit; default 3
 * @param delay before the first restart; default 5 s
 * @param multiplier what the delay grows by with each further attempt, at least 1; default 1
 * @param maxDelay what it grows to at most; default 60 s
 * @param jitter the share of the delay, 0 to 1, that is added at random at most; default 0
 * @param minUptime whoever has run for this long has all attempts again; default 10 s
 * @param window if present, attempts are counted in this sliding span of time instead of in a row
 * @param successExitCodes the codes that {@link Condition#ON_FAILURE} takes for a good end; default 0 alone
 */
public record RestartPolicy(
        Condition condition,
        int maxAttempts,
        Duration delay,
        double multiplier,
        Duration maxDelay,
        double jitter,
        Duration minUptime,
        Optional<Duration> window,
        Set<Integer> successExitCodes) {
    /** As {@code maxAttempts}: try for ever. */
    public static final int UNLIMITED = -1;

    /** Which ends call for a restart. */
    public enum Condition {
        /** Every end that nobody asked for. */
        ALWAYS,
        /** Every such end but those with a success exit code. */
        ON_FAILURE,
        /** None. */
        NEVER
    }

    /** Refuses numbers out of range, with {@link IllegalArgumentException}. */
    public RestartPolicy {
        require(maxAttempts >= UNLIMITED, "maxAttempts", maxAttempts, ">= -1");
        require(!delay.isNegative(), "delay", delay, ">= 0");
        require(multiplier >= 1 && multiplier <= 1000, "multiplier", multiplier, "1 to 1000");
        require(!maxDelay.isNegative(), "maxDelay", maxDelay, ">= 0");
        require(jitter >= 0 && jitter <= 1, "jitter", jitter, "0 to 1");
        require(!minUptime.isNegative(), "minUptime", minUptime, ">= 0");
        require(window.isEmpty() || !window.get().isNegative() && !window.get().isZero(), "window", window, "> 0");
        successExitCodes = Set.copyOf(successExitCodes);
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }

    /**
     * A policy with all defaults, to be changed.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the components of a {@link RestartPolicy}. Not thread-safe. */
    public static final class Builder {
        private Condition condition = Condition.ALWAYS;
        private int maxAttempts = 3;
        private Duration delay = Duration.ofSeconds(5);
        private double multiplier = 1;
        private Duration maxDelay = Duration.ofSeconds(60);
        private double jitter;
        private Duration minUptime = Duration.ofSeconds(10);
        private Optional<Duration> window = Optional.empty();
        private Set<Integer> successExitCodes = Set.of(0);

        private Builder() {}

        /**
         * Sets which ends call for a restart.
         *
         * @param value default {@link Condition#ALWAYS}
         * @return this
         */
        public Builder condition(Condition value) {
            condition = value;
            return this;
        }

        /**
         * Sets how many restarts in a row are tried.
         *
         * @param value 0 is never, {@link #UNLIMITED} is no limit; default 3
         * @return this
         */
        public Builder maxAttempts(int value) {
            maxAttempts = value;
            return this;
        }

        /**
         * Sets the time before the first restart.
         *
         * @param value default 5 s
         * @return this
         */
        public Builder delay(Duration value) {
            delay = value;
            return this;
        }

        /**
         * Sets what the delay grows by with each further attempt.
         *
         * @param value 1 to 1000; default 1
         * @return this
         */
        public Builder multiplier(double value) {
            multiplier = value;
            return this;
        }

        /**
         * Sets what the delay grows to at most.
         *
         * @param value default 60 s
         * @return this
         */
        public Builder maxDelay(Duration value) {
            maxDelay = value;
            return this;
        }

        /**
         * Sets the share of the delay that chance may add.
         *
         * @param value 0 to 1; default 0
         * @return this
         */
        public Builder jitter(double value) {
            jitter = value;
            return this;
        }

        /**
         * Sets how long a process must run to have all attempts again.
         *
         * @param value default 10 s
         * @return this
         */
        public Builder minUptime(Duration value) {
            minUptime = value;
            return this;
        }

        /**
         * Counts attempts in a sliding span of time instead of in a row.
         *
         * @param value more than 0
         * @return this
         */
        public Builder window(Duration value) {
            window = Optional.of(value);
            return this;
        }

        /**
         * Sets the codes that {@link Condition#ON_FAILURE} takes for a good end.
         *
         * @param value default 0 alone
         * @return this
         */
        public Builder successExitCodes(Set<Integer> value) {
            successExitCodes = value;
            return this;
        }

        /**
         * Makes the policy.
         *
         * @return an immutable policy
         * @throws IllegalArgumentException if a number is out of range; the message names it
         */
        public RestartPolicy build() {
            return new RestartPolicy(
                    condition, maxAttempts, delay, multiplier, maxDelay, jitter, minUptime, window, successExitCodes);
        }
    }
}
