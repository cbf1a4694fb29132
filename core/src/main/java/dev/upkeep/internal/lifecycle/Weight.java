package dev.upkeep.internal.lifecycle;

import dev.upkeep.process.Moment;
import dev.upkeep.process.Reason;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * The rules of a process that has a memory limit. Whoever is found over it several times in a row is replaced. That is no
 * failure, unless it comes soon after the launch: then a fresh process is as heavy as the old one, and only the attempts of
 * the restart policy keep that from going on for ever.
 *
 * @param rules of all else
 */
public record Weight(Lifecycle rules) {
    /** One look may fall on a moment that passes. */
    static final int TIMES = 3;

    /** Who is too heavy before this age is taken for a failure. */
    static final Duration SOON = Duration.ofMinutes(1);

    /** Its tree was weighed. */
    public Step weighed(Life life, int turn, long bytes, Moment now, double dice) {
        OptionalLong limit = rules.spec().renewal().memoryLimit();
        if (turn != life.turn() || limit.isEmpty() || !Lifecycle.isUp(life)) {
            return Step.to(life);
        }
        int heavy = bytes > limit.getAsLong() ? life.agenda().heavy() + 1 : 0;
        Life weighed = life.agenda().heavy() == heavy
                ? life
                : life.change().agenda(life.agenda().heavy(heavy)).done();
        return heavy < TIMES ? Step.to(weighed) : tooHeavy(weighed, Reasons.heavy(bytes, limit.getAsLong()), now, dice);
    }

    private Step tooHeavy(Life life, Reason cause, Moment now, double dice) {
        Life fresh = life.change().agenda(life.agenda().heavy(0)).done();
        Duration ran = now.since(life.launched());
        Duration settled = rules.spec().restartPolicy().minUptime();
        boolean soon = ran.compareTo(SOON) < 0 || ran.compareTo(settled) < 0;
        return soon || rules.spec().schedule().isPresent()
                ? rules.fail(fresh, cause, Duration.ZERO, now, dice)
                : rules.renewed(fresh, Reasons.replacing(cause), now);
    }
}
