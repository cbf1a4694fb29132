package dev.upkeep.internal.lifecycle;

import dev.upkeep.health.Health;
import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.health.Tally;
import dev.upkeep.internal.lifecycle.Life.Answer;
import dev.upkeep.process.Moment;
import java.util.Optional;

/**
 * What was seen from one post since the launch.
 *
 * @param tally what the probes have said
 * @param last what the last of them said
 * @param passed when one of them last was well
 * @param number of the wait for the next probe or for its answer, 0 for none: never more than one
 */
public record Vigil(Tally tally, Optional<Answer> last, Optional<Moment> passed, int number) {
    static Vigil begin(Moment launched) {
        return new Vigil(Tally.of(launched), Optional.empty(), Optional.empty(), 0);
    }

    Vigil heard(ProbeResult result, HealthCheck check, Moment launched, Moment now) {
        return new Vigil(
                tally.after(result.passed(), check, launched, now),
                Optional.of(new Answer(now, result)),
                result.passed() ? Optional.of(now) : passed,
                number);
    }

    Vigil waiting(int next) {
        return new Vigil(tally, last, passed, next);
    }

    boolean is(Health verdict) {
        return tally.verdict() == verdict;
    }
}
