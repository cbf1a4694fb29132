package dev.upkeep.health;

import dev.upkeep.process.Moment;
import java.time.Duration;

/**
 * The verdict on one launched process, and how it came about. Before it is well for the first time it is asked often but
 * judged slowly: failures within one {@code interval} count as one, so that a slow start is seen at once and never
 * punished for being asked often.
 *
 * @param verdict so far
 * @param starting whether it was not yet well since the launch
 * @param failures that count, in a row
 * @param passes in a row
 * @param lastCounted when the last answer was counted, or the launch
 * @param probes how many answers there were since the launch
 */
public record Tally(Health verdict, boolean starting, int failures, int passes, Moment lastCounted, int probes) {
    private static final Duration FIRST = Duration.ofMillis(20);

    /**
     * Nothing asked yet.
     *
     * @param launched when the process was launched
     * @return an empty tally
     */
    public static Tally of(Moment launched) {
        return new Tally(Health.UNKNOWN, true, 0, 0, launched, 0);
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
        return passed ? afterPass(check, now) : afterFailure(check, launched, now);
    }

    private Tally afterPass(HealthCheck check, Moment now) {
        int row = passes + 1;
        boolean well = verdict == Health.HEALTHY || row >= check.successThreshold();
        return new Tally(well ? Health.HEALTHY : verdict, starting && !well, 0, row, now, probes + 1);
    }

    private Tally afterFailure(HealthCheck check, Moment launched, Moment now) {
        boolean excused = now.since(launched).compareTo(check.startPeriod()) < 0
                || starting && now.since(lastCounted).compareTo(check.interval()) < 0;
        if (excused) {
            return new Tally(verdict, starting, failures, 0, lastCounted, probes + 1);
        }
        int row = failures + 1;
        Health next = row >= check.retries() ? Health.UNHEALTHY : verdict;
        return new Tally(next, starting, row, 0, now, probes + 1);
    }

    /**
     * When to ask next, from the end of the last probe on.
     *
     * @param check the rules
     * @return {@code interval} once it was well; before that a delay that doubles up to {@code startInterval}
     */
    public Duration next(HealthCheck check) {
        if (!starting) {
            return check.interval();
        }
        Duration grown = FIRST.multipliedBy(1L << Math.min(probes, 20));
        return grown.compareTo(check.startInterval()) < 0 ? grown : check.startInterval();
    }
}
