package dev.upkeep.internal.plan;

import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.internal.lifecycle.Lifecycle;
import dev.upkeep.process.Moment;
import dev.upkeep.process.State;
import java.time.Duration;

/**
 * A new version of a process that has yet to show that it works. One with a probe does so by becoming ready; one without by
 * living as long as its policy asks of a good launch, or by a good end.
 *
 * @param earlier the last version that worked
 * @param turn the number of the last launch before the trial
 * @param since when it began
 */
public record Trial(Version earlier, int turn, Moment since) {
    /** What has been seen of it. */
    public enum Verdict {
        /** Not enough. */
        OPEN,
        /** It works. */
        PASSED,
        /** It was launched, and has not become ready until now. */
        NOT_READY,
        /** It has failed for good. */
        FAILED
    }

    /**
     * Judges.
     *
     * @param rules of the new version
     * @param life of the process
     * @return what has been seen
     */
    public Verdict verdict(Lifecycle rules, Life life) {
        if (life.turn() <= turn) {
            return Verdict.OPEN;
        }
        boolean probed = rules.watches().readiness().isPresent();
        boolean works = probed && life.ready() || life.state() == State.EXITED || !probed && hasLived(rules, life);
        if (works) {
            return Verdict.PASSED;
        }
        if (life.state() == State.FAILED && !life.needs().waiting()) {
            return Verdict.FAILED;
        }
        return life.needs().waiting() || life.ready() ? Verdict.OPEN : Verdict.NOT_READY;
    }

    private boolean hasLived(Lifecycle rules, Life life) {
        Duration enough = rules.spec().restartPolicy().minUptime();
        return life.lastEnd()
                .filter(end -> !end.expected() && end.at().nanos() >= since.nanos())
                .filter(end -> end.ran().compareTo(enough) >= 0)
                .isPresent();
    }
}
