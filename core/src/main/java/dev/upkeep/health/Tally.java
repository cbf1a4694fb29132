package dev.upkeep.health;

import dev.upkeep.process.Moment;
import java.time.Duration;
import java.util.Optional;

/**
 * The verdict on one launched process, and how it came about. Before the first pass it is asked often but judged slowly:
 * failures within one {@code interval} count as one, so that a slow start is seen at once and never punished for being
 * asked often.
 *
 * @param verdict so far
 * @param failures that count, in a row
 * @param lastCounted when the last of them was counted, or the launch
 * @param probes how many answers there were since the launch
 */
public record Tally(Health verdict, int failures, Moment lastCounted, int probes) {
    private static final Duration FIRST = Duration.ofMillis(20);

    /**
     * Nothing asked yet.
     *
     * @param launched when the process was launched
     * @return an empty tally
     */
    public static Tally of(Moment launched) {
        return new Tally(Health.UNKNOWN, 0, launched, 0);
    }

    /**
     * The tally after one more answer.
     *
     * @param passed what the answer was
     * @param check the rules
     * @param launched when the process was launched
     * @param now the present
     * @return the next tally
     */
    public Tally after(boolean passed, HealthCheck check, Moment launched, Moment now) {
        if (passed) {
            return new Tally(Health.HEALTHY, 0, now, probes + 1);
        }
        boolean starting = verdict == Health.UNKNOWN;
        boolean excused = now.since(launched).compareTo(check.startPeriod()) < 0
                || starting && now.since(lastCounted).compareTo(check.interval()) < 0;
        if (excused) {
            return new Tally(verdict, failures, lastCounted, probes + 1);
        }
        int counted = failures + 1;
        return new Tally(counted >= check.retries() ? Health.UNHEALTHY : verdict, counted, now, probes + 1);
    }

    /**
     * When to ask next, from the end of the last probe on.
     *
     * @param check the rules
     * @return {@code interval} once it has passed; before that a delay that doubles up to {@code startInterval}
     */
    public Duration next(HealthCheck check) {
        if (verdict != Health.UNKNOWN) {
            return check.interval();
        }
        Duration grown = FIRST.multipliedBy(1L << Math.min(probes, 20));
        return Optional.of(grown)
                .filter(d -> d.compareTo(check.startInterval()) < 0)
                .orElse(check.startInterval());
    }
}
