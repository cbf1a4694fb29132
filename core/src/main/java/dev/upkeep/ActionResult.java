package dev.upkeep;

import java.util.List;
import java.util.Optional;

/**
 * What came of an operator's action.
 *
 * @param outcome how it ended
 * @param changed whether anything had to be done, or was under way already
 * @param status how the process is now; empty if there is none
 * @param message for people: {@code api started (pid 4711)}
 */
public record ActionResult(Outcome outcome, boolean changed, Optional<ProcessStatus> status, String message) {
    /** The same, and in the message who goes on although it needs this process. */
    ActionResult with(List<String> goOn) {
        String whoNeedIt = goOn.size() == 1 ? ", which needs it, goes on" : ", which need it, go on";
        return new ActionResult(outcome, changed, status, message + "; " + String.join(", ", goOn) + whoNeedIt);
    }

    /** How it ended. */
    public enum Outcome {
        /** What was asked for is so. */
        REACHED,
        /** It was tried, and is not so. */
        FAILED,
        /** Somebody asked for something else before it was so. */
        OVERTAKEN,
        /** There is no process of this id. */
        UNKNOWN_PROCESS,
        /** The file says {@code enabled: false}. */
        DISABLED,
        /** The supervisor is stopping. */
        SHUTTING_DOWN
    }
}
