package dev.upkeep.health;

import dev.upkeep.process.Slot;
import java.time.Duration;

/**
 * How the health of a process is found out. What the check is for decides what follows from it: readiness, liveness or
 * both. Make one with {@link #builder(Probe)}: components may be added in later versions.
 *
 * @param probe what is asked
 * @param interval from the end of one probe to the begin of the next, once it is ready; default 30 s
 * @param timeout how long an answer may take; default 5 s
 * @param retries how many failures in a row make it unhealthy, at least 1; default 3
 * @param successThreshold how many passes in a row make it well, at least 1; default 1
 * @param startPeriod after a launch, for so long, failures don't count; a pass counts at once; default 0
 * @param startInterval until it is ready, probes are at most this far apart; default 1 s
 */
public record HealthCheck(
        Probe probe,
        Duration interval,
        Duration timeout,
        int retries,
        int successThreshold,
        Duration startPeriod,
        Duration startInterval) {
    /**
     * The same for one instance.
     *
     * @param slot of the instance
     * @return asks as {@link Probe#in} says
     */
    public HealthCheck in(Slot slot) {
        return new HealthCheck(
                probe.in(slot), interval, timeout, retries, successThreshold, startPeriod, startInterval);
    }

    /** Refuses numbers out of range, with {@link IllegalArgumentException}. */
    public HealthCheck {
        requirePositive("interval", interval);
        requirePositive("timeout", timeout);
        requirePositive("startInterval", startInterval);
        if (startPeriod.isNegative()) {
            throw new IllegalArgumentException("startPeriod: " + startPeriod + " (expected: >= 0)");
        }
        requireAtLeastOne("retries", retries);
        requireAtLeastOne("successThreshold", successThreshold);
    }

    private static void requireAtLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
    }

    /**
     * A check with all defaults, to be changed.
     *
     * @param probe what is asked
     * @return a new builder
     */
    public static Builder builder(Probe probe) {
        return new Builder(probe);
    }

    /** Collects the components of a {@link HealthCheck}. Not thread-safe. */
    public static final class Builder {
        private final Probe probe;
        private Duration interval = Duration.ofSeconds(30);
        private Duration timeout = Duration.ofSeconds(5);
        private int retries = 3;
        private int successThreshold = 1;
        private Duration startPeriod = Duration.ZERO;
        private Duration startInterval = Duration.ofSeconds(1);

        private Builder(Probe probe) {
            this.probe = probe;
        }

        /**
         * Sets the time between probes.
         *
         * @param value more than 0; default 30 s
         * @return this
         */
        public Builder interval(Duration value) {
            interval = value;
            return this;
        }

        /**
         * Sets how long an answer may take.
         *
         * @param value more than 0; default 5 s
         * @return this
         */
        public Builder timeout(Duration value) {
            timeout = value;
            return this;
        }

        /**
         * Sets how many failures in a row make it unhealthy.
         *
         * @param value at least 1; default 3
         * @return this
         */
        public Builder retries(int value) {
            retries = value;
            return this;
        }

        /**
         * Sets how many passes in a row make it well, after a launch and after it was unhealthy.
         *
         * @param value at least 1; default 1
         * @return this
         */
        public Builder successThreshold(int value) {
            successThreshold = value;
            return this;
        }

        /**
         * Sets for how long after a launch failures don't count.
         *
         * @param value default 0
         * @return this
         */
        public Builder startPeriod(Duration value) {
            startPeriod = value;
            return this;
        }

        /**
         * Sets how far apart probes are at most until it is ready.
         *
         * @param value more than 0; default 1 s
         * @return this
         */
        public Builder startInterval(Duration value) {
            startInterval = value;
            return this;
        }

        /**
         * Makes the check.
         *
         * @return an immutable check
         * @throws IllegalArgumentException if a value is out of range; the message names it
         */
        public HealthCheck build() {
            return new HealthCheck(probe, interval, timeout, retries, successThreshold, startPeriod, startInterval);
        }
    }
}
