package dev.upkeep.rest.internal.process;

import static java.util.concurrent.CompletableFuture.completedStage;

import dev.upkeep.ActionResult;
import dev.upkeep.ActionResult.Outcome;
import dev.upkeep.ProcessStatus;
import dev.upkeep.Upkeep;
import dev.upkeep.Upkeep.Action;
import dev.upkeep.process.ProcessId;
import dev.upkeep.rest.access.Permission;
import dev.upkeep.rest.access.Principal;
import dev.upkeep.rest.internal.gate.Call;
import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Problem.Code;
import dev.upkeep.rest.internal.problem.Refused;
import dev.upkeep.rest.internal.process.Wait.Until;
import dev.upkeep.rest.internal.reply.Json;
import dev.upkeep.rest.internal.reply.LineBody;
import dev.upkeep.rest.internal.reply.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Starts, stops and restarts. Waits for the outcome, but not for ever, and without a thread. */
public final class ActionAnswers {
    private static final int LAST_LINES = 20;

    private final Upkeep upkeep;
    private final Processes processes;
    private final ProcessBody view;
    private final Duration patience;
    private final Preconditions preconditions = new Preconditions();

    public ActionAnswers(Upkeep upkeep, Processes processes, ProcessBody view, Duration patience) {
        this.upkeep = upkeep;
        this.processes = processes;
        this.view = view;
        this.patience = patience;
    }

    /** Does it, and answers when what the caller waits for is so, or will not be, or they have waited long enough. */
    public CompletionStage<Reply> act(Call call, Action action) {
        ProcessStatus status = processes.existing(call.id());
        ProcessId id = status.id();
        Wait wait = Wait.of(call, action, patience);
        preconditions.check(id, view.etag(status), call.request().header("if-match"));
        return outcome(id, upkeep.act(id, action), wait)
                .thenApply(result -> result.map(r -> ended(id, action, r, call.caller()))
                        .orElseGet(() -> underWay(id, action, call.caller())))
                .thenApply(reply -> reply.with(wait.headers()));
    }

    private CompletionStage<Optional<ActionResult>> outcome(
            ProcessId id, CompletionStage<ActionResult> acting, Wait wait) {
        CompletableFuture<ActionResult> acted = acting.toCompletableFuture();
        if (wait.until() == Until.NONE) {
            return acted.isDone() ? acted.thenApply(Optional::of) : completedStage(Optional.empty());
        }
        CompletableFuture<ActionResult> done = wait.until() == Until.READY
                ? acted.thenCompose(started -> started.outcome() == Outcome.REACHED
                        ? Readiness.await(upkeep, id, started)
                        : completedStage(started))
                : acted;
        return done.thenApply(Optional::of)
                .completeOnTimeout(Optional.empty(), wait.atMost().toMillis(), TimeUnit.MILLISECONDS);
    }

    private Reply ended(ProcessId id, Action action, ActionResult result, Principal caller) {
        List<ObjectNode> process =
                result.status().stream().map(s -> view.of(s, caller)).toList();
        Code failed = action == Action.STOP ? Code.STOP_FAILED : Code.START_FAILED;
        return switch (result.outcome()) {
            case REACHED -> Reply.json(200, body(result.message(), result.changed(), process));
            case FAILED ->
                throw new Refused(Problem.ofAction(failed, id, result.message(), process, lastLines(id, caller)));
            case OVERTAKEN ->
                throw new Refused(Problem.ofAction(Code.OVERTAKEN, id, result.message(), process, List.of()));
            case DISABLED -> throw new Refused(Problem.disabled(id, result.message()));
            case UNKNOWN_PROCESS -> throw new Refused(Problem.processNotFound(id.value(), List.of()));
            case SHUTTING_DOWN -> throw new Refused(Problem.shuttingDown(result.message()));
        };
    }

    /** Why it failed is most often among them. */
    private List<ObjectNode> lastLines(ProcessId id, Principal caller) {
        return caller.may(Permission.LOGS)
                ? upkeep.logs(id, LAST_LINES).stream().map(LineBody::of).toList()
                : List.of();
    }

    private Reply underWay(ProcessId id, Action action, Principal caller) {
        List<ObjectNode> process =
                upkeep.process(id).stream().map(s -> view.of(s, caller)).toList();
        String message = switch (action) {
            case START -> id + " is still starting";
            case STOP -> id + " is still stopping";
            case RESTART -> id + " is still restarting";
        };
        return Reply.json(202, body(message, true, process), "Location", "/api/processes/" + id);
    }

    private static ObjectNode body(String message, boolean changed, List<ObjectNode> process) {
        @Nullable ObjectNode only = process.isEmpty() ? null : process.get(0);
        ObjectNode body =
                Json.object().put("success", true).put("message", message).put("changed", changed);
        body.set("process", only);
        return body;
    }
}
