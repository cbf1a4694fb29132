package dev.upkeep.restart;

import dev.upkeep.process.Reason;
import java.time.Duration;

/** What becomes of a process that has ended. */
public sealed interface RestartDecision {
    /**
     * Why.
     *
     * @return word and sentence
     */
    Reason reason();

    /**
     * It is started again.
     *
     * @param after waiting for so long
     * @param attempts what is used up now, this one included
     * @param reason why
     */
    record Again(Duration after, Attempts attempts, Reason reason) implements RestartDecision {}

    /**
     * It is not, and that is fine: the policy takes this for a good end.
     *
     * @param reason why
     */
    record Finished(Reason reason) implements RestartDecision {}

    /**
     * It is not, though it should be running.
     *
     * @param reason why
     */
    record GivenUp(Reason reason) implements RestartDecision {}
}
