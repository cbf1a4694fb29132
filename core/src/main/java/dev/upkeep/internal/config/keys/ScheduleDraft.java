package dev.upkeep.internal.config.keys;

import dev.upkeep.spec.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** A schedule as far as it has been read. */
final class ScheduleDraft {
    boolean enabled = true;
    Optional<String> cron = Optional.empty();
    Optional<ZoneId> timezone = Optional.empty();
    Optional<Duration> maxDuration = Optional.empty();
    boolean autoStop = true;
    boolean skipIfRunning = true;
    boolean runOnStart;

    /** Empty if there is none. */
    Optional<Schedule> build() {
        return cron.filter(c -> enabled).map(this::build);
    }

    private Schedule build(String expression) {
        Schedule.Builder schedule = Schedule.builder(expression)
                .autoStop(autoStop)
                .skipIfRunning(skipIfRunning)
                .runOnStart(runOnStart);
        timezone.ifPresent(schedule::timezone);
        maxDuration.ifPresent(schedule::maxDuration);
        return schedule.build();
    }
}
