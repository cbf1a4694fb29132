package dev.upkeep.rest.internal.process;

import dev.upkeep.ActionResult;
import dev.upkeep.ActionResult.Outcome;
import dev.upkeep.ProcessStatus;
import dev.upkeep.Upkeep;
import dev.upkeep.Upkeep.Subscription;
import dev.upkeep.process.ProcessId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Waits until a process that was started may be sent traffic. Holds no thread. */
final class Readiness {
    private Readiness() {}

    /** Completes when it is ready, or has ended for good; whoever waits no longer completes it. */
    static CompletableFuture<ActionResult> await(Upkeep upkeep, ProcessId id, ActionResult started) {
        CompletableFuture<ActionResult> outcome = new CompletableFuture<>();
        Subscription listening = upkeep.listen(event -> look(upkeep, id, started, outcome));
        CompletionStage<ActionResult> over = outcome.whenComplete((result, failure) -> listening.close());
        look(upkeep, id, started, outcome);
        return over.toCompletableFuture();
    }

    private static void look(
            Upkeep upkeep, ProcessId id, ActionResult started, CompletableFuture<ActionResult> outcome) {
        Optional<ProcessStatus> status = upkeep.process(id);
        if (status.isEmpty() || isOver(status.get())) {
            String why = status.map(s -> s.reason().sentence()).orElse("There is no such process any more");
            outcome.complete(new ActionResult(Outcome.FAILED, started.changed(), status, why));
        } else if (status.get().ready()) {
            outcome.complete(new ActionResult(Outcome.REACHED, started.changed(), status, started.message()));
        }
    }

    private static boolean isOver(ProcessStatus status) {
        return switch (status.state()) {
            case DISABLED, STOPPED, EXITED, FAILED -> true;
            case STARTING, RUNNING, STOPPING, BACKOFF -> false;
        };
    }
}
