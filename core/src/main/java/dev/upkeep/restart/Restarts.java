package dev.upkeep.restart;

import dev.upkeep.process.Exit;
import dev.upkeep.process.Moment;
import dev.upkeep.process.Reason;
import dev.upkeep.process.Spans;
import dev.upkeep.restart.RestartPolicy.Condition;
import java.time.Duration;

/** Decides whether an ended process is started again. No clock, no dice: both are arguments. */
public final class Restarts {
    private Restarts() {}

    /**
     * After an end that nobody asked for.
     *
     * @param policy the rules
     * @param exit how it ended
     * @param ran how long it had run
     * @param attempts what was used up before
     * @param now the present
     * @param dice a number from 0 to 1, for the jitter
     * @return what to do, and why
     */
    public static RestartDecision afterExit(
            RestartPolicy policy, Exit exit, Duration ran, Attempts attempts, Moment now, double dice) {
        String what = "Exited with " + exit + " after " + Spans.say(ran);
        boolean success =
                exit instanceof Exit.Code code && policy.successExitCodes().contains(code.value());
        if (success && policy.condition() != Condition.ALWAYS) {
            return new RestartDecision.Finished(new Reason("Completed", what));
        }
        return decide(policy, new Reason("ExitedUnexpectedly", what), attempts.thatCount(policy, ran, now), now, dice);
    }

    /**
     * After a failure that is no exit: it could not be launched, or it was ended because it was not well.
     *
     * @param policy the rules
     * @param cause what happened
     * @param ran how long it had run, zero if it never did
     * @param attempts what was used up before
     * @param now the present
     * @param dice a number from 0 to 1, for the jitter
     * @return {@link RestartDecision.Again} or {@link RestartDecision.GivenUp}, and why
     */
    public static RestartDecision afterFailure(
            RestartPolicy policy, Reason cause, Duration ran, Attempts attempts, Moment now, double dice) {
        return decide(policy, cause, attempts.thatCount(policy, ran, now), now, dice);
    }

    private static RestartDecision decide(
            RestartPolicy policy, Reason cause, Attempts counted, Moment now, double dice) {
        if (policy.condition() == Condition.NEVER || policy.maxAttempts() == 0) {
            return new RestartDecision.GivenUp(cause.and("; its policy says not to restart it"));
        }
        boolean limited = policy.maxAttempts() != RestartPolicy.UNLIMITED;
        if (limited && counted.used() >= policy.maxAttempts()) {
            return new RestartDecision.GivenUp(new Reason(
                    "AttemptsUsedUp",
                    cause.sentence() + "; gave up after " + Spans.count(counted.used(), "restart"),
                    "Ended again and again, and is not restarted any more"));
        }
        Duration after = delay(policy, counted.used(), dice);
        int attempt = counted.used() + 1;
        String attemptOf = limited ? "try " + attempt + " of " + policy.maxAttempts() : "try " + attempt;
        String when = after.isZero() ? " now" : " in " + Spans.say(after);
        return new RestartDecision.Again(after, counted.plus(now, policy), cause.and("; " + attemptOf + when));
    }

    /** {@code delay × multiplier^used}, at most {@code maxDelay} (unless the delay itself is longer), plus jitter. */
    private static Duration delay(RestartPolicy policy, int used, double dice) {
        double first = policy.delay().toNanos();
        double cap = Math.max(first, policy.maxDelay().toNanos());
        double grown = Math.min(cap, first * Math.pow(policy.multiplier(), used));
        return Duration.ofNanos((long) (grown * (1 + policy.jitter() * dice)));
    }
}
