package dev.upkeep;

import dev.upkeep.ActionResult.Outcome;
import dev.upkeep.InstanceStatus.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What came of an action, where several instances had to answer. */
final class Answers {
    private Answers() {}

    /** The answer of all: the worst counts. Of one, it is that one. */
    static CompletionStage<ActionResult> of(Fleet fleet, List<CompletionStage<ActionResult>> answers) {
        if (answers.size() == 1) {
            return answers.get(0);
        }
        return Departures.allOf(answers.stream())
                .thenApply(all -> of(
                        fleet.status(),
                        answers.stream()
                                .map(a -> a.toCompletableFuture().join())
                                .toList()));
    }

    private static ActionResult of(ProcessStatus status, List<ActionResult> all) {
        boolean changed = all.stream().anyMatch(ActionResult::changed);
        ActionResult worst = all.stream()
                .max(Comparator.comparing(r -> gravity(r.outcome())))
                .orElseThrow();
        String instances = all.size() + " instances";
        String message = worst.outcome() == Outcome.REACHED
                ? status.id() + ": " + instances + done(worst.message())
                : status.id() + " is " + status.state().word() + ": "
                        + status.reason().sentence();
        return new ActionResult(worst.outcome(), changed, Optional.of(status), message);
    }

    /** What one of them says goes for all, but for what is its own. */
    private static String done(String message) {
        int space = message.indexOf(' ');
        int own = message.indexOf(" (");
        return space < 0 ? "" : message.substring(space, own < space ? message.length() : own);
    }

    private static int gravity(Outcome outcome) {
        return outcome == Outcome.REACHED ? 0 : outcome == Outcome.OVERTAKEN ? 1 : 2;
    }

    /** All were launched anew. */
    static ActionResult restarted(ProcessStatus status) {
        long instances = status.instances().stream()
                .filter(i -> i.role() == Role.CURRENT)
                .count();
        String who = instances > 1
                ? " (" + instances + " instances)"
                : status.pid().isPresent() ? " (pid " + status.pid().getAsLong() + ")" : "";
        return new ActionResult(Outcome.REACHED, true, Optional.of(status), status.id() + " restarted" + who);
    }
}
