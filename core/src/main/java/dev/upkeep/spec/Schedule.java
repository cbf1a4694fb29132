package dev.upkeep.spec;

import dev.upkeep.internal.cron.Cron;
import dev.upkeep.internal.cron.NotCron;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a process runs that is not to run always. It is started when its time comes and is not started again after its end,
 * unless its restart policy says {@code on-failure}. It never runs twice at once. Make one with {@link #builder(String)}:
 * components may be added in later versions.
 *
 * @param cron five fields, or six with the second first, or a name such as {@code @daily}
 * @param timezone whose clocks count; default the machine's
 * @param maxDuration how long a run may take; empty for any time
 * @param autoStop whether a run that takes longer is ended, and has failed; default true
 * @param skipIfRunning whether a time that comes during a run is passed over; if not, one run follows right after; default true
 * @param runOnStart whether it also runs when the supervisor starts; default false
 */
public record Schedule(
        String cron,
        ZoneId timezone,
        Optional<Duration> maxDuration,
        boolean autoStop,
        boolean skipIfRunning,
        boolean runOnStart) {
    /** Refuses what is no cron expression, and a duration that is not positive, with {@link IllegalArgumentException}. */
    public Schedule {
        parse(cron);
        if (maxDuration.isPresent() && maxDuration.get().compareTo(Duration.ZERO) <= 0) {
            throw new IllegalArgumentException("maxDuration: " + maxDuration.get() + " (expected: > 0)");
        }
    }

    private static Cron parse(String cron) {
        try {
            return Cron.parse(cron);
        } catch (NotCron e) {
            throw new IllegalArgumentException("cron: " + cron + " (expected: " + e.help() + ")", e);
        }
    }

    /**
     * When it runs next.
     *
     * @param after the answer is later than this
     * @return to the second; empty if never again
     */
    public Optional<Instant> next(Instant after) {
        return parse(cron).next(after, timezone);
    }

    /**
     * A schedule with all defaults, to be changed.
     *
     * @param cron when it runs
     * @return a new builder
     */
    public static Builder builder(String cron) {
        return new Builder(cron);
    }

    /** Collects the components of a {@link Schedule}. Not thread-safe. */
    public static final class Builder {
        private final String cron;
        private ZoneId timezone = ZoneId.systemDefault();
        private Optional<Duration> maxDuration = Optional.empty();
        private boolean autoStop = true;
        private boolean skipIfRunning = true;
        private boolean runOnStart;

        private Builder(String cron) {
            this.cron = cron;
        }

        /**
         * Sets whose clocks count.
         *
         * @param value default the machine's
         * @return this
         */
        public Builder timezone(ZoneId value) {
            timezone = value;
            return this;
        }

        /**
         * Sets how long a run may take.
         *
         * @param value more than 0; default any time
         * @return this
         */
        public Builder maxDuration(Duration value) {
            maxDuration = Optional.of(value);
            return this;
        }

        /**
         * Sets whether a run that takes longer than it may is ended.
         *
         * @param value default true
         * @return this
         */
        public Builder autoStop(boolean value) {
            autoStop = value;
            return this;
        }

        /**
         * Sets whether a time that comes during a run is passed over.
         *
         * @param value false: one run follows right after; default true
         * @return this
         */
        public Builder skipIfRunning(boolean value) {
            skipIfRunning = value;
            return this;
        }

        /**
         * Sets whether it also runs when the supervisor starts.
         *
         * @param value default false
         * @return this
         */
        public Builder runOnStart(boolean value) {
            runOnStart = value;
            return this;
        }

        /**
         * Makes the schedule.
         *
         * @return an immutable schedule
         * @throws IllegalArgumentException if the expression is none; the message says why
         */
        public Schedule build() {
            return new Schedule(cron, timezone, maxDuration, autoStop, skipIfRunning, runOnStart);
        }
    }
}
