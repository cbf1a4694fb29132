package dev.upkeep.internal.lifecycle;

import dev.upkeep.process.Moment;
import dev.upkeep.spec.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What awaits a process by the clock, and what has been seen of its weight.
 *
 * @param next when its schedule has it run next; empty if it has none, or does not follow it
 * @param seen when the clock was last looked at for that
 * @param queued whether a run follows right after the one under way
 * @param replacing whether it was said of the last launch that it is to be replaced
 * @param heavy how many times in a row the last launch was found to be over its memory limit
 */
public record Agenda(Optional<Instant> next, Moment seen, boolean queued, boolean replacing, int heavy) {
    /** Who comes later than this, because the machine slept or its clock was set, does not run. */
    static final Duration LATE = Duration.ofMinutes(5);

    static Agenda none(Moment now) {
        return new Agenda(Optional.empty(), now, false, false, 0);
    }

    /** Follows a schedule from now on. */
    Agenda following(Schedule schedule, Moment now) {
        return new Agenda(schedule.next(now.wall()), now, queued, replacing, heavy);
    }

    /** Follows no schedule. */
    Agenda idle() {
        return new Agenda(Optional.empty(), seen, false, replacing, heavy);
    }

    Agenda queued(boolean value) {
        return new Agenda(next, seen, value, replacing, heavy);
    }

    Agenda replacing(boolean value) {
        return new Agenda(next, seen, queued, value, heavy);
    }

    Agenda heavy(int times) {
        return new Agenda(next, seen, queued, replacing, times);
    }

    /** The same, but for a clock that was set back so far that what comes next must be found out anew. */
    Agenda seen(Schedule schedule, Moment now) {
        boolean setBack = now.wall().isBefore(seen.wall().minus(LATE));
        return next.isPresent() && setBack ? following(schedule, now) : new Agenda(next, now, queued, replacing, heavy);
    }

    boolean isDue(Moment now) {
        return next.filter(at -> !at.isAfter(now.wall())).isPresent();
    }

    boolean isMissed(Moment now) {
        return next.filter(at -> at.plus(LATE).isBefore(now.wall())).isPresent();
    }
}
