package dev.upkeep.rest.internal.process;

import dev.upkeep.ActionResult;
import dev.upkeep.Upkeep;
import dev.upkeep.Upkeep.Action;
import dev.upkeep.process.ProcessId;
import dev.upkeep.rest.access.Principal;
import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Problem.Code;
import dev.upkeep.rest.internal.problem.Refused;
import dev.upkeep.rest.internal.reply.Json;
import dev.upkeep.rest.internal.reply.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Starts, stops and restarts. Waits for the outcome, but not for ever, and without a thread. */
public final class ActionAnswers {
    private final Upkeep upkeep;
    private final Duration patience;

    public ActionAnswers(Upkeep upkeep, Duration patience) {
        this.upkeep = upkeep;
        this.patience = patience;
    }

    public CompletionStage<Reply> act(ProcessId id, Action action, Principal caller) {
        return upkeep.act(id, action)
                .thenApply(Optional::of)
                .toCompletableFuture()
                .completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(result ->
                        result.map(r -> ended(id, action, r, caller)).orElseGet(() -> underWay(id, action, caller)));
    }

    private Reply ended(ProcessId id, Action action, ActionResult result, Principal caller) {
        List<ObjectNode> process =
                result.status().stream().map(s -> ProcessBody.of(s, caller)).toList();
        Code failed = action == Action.STOP ? Code.STOP_FAILED : Code.START_FAILED;
        return switch (result.outcome()) {
            case REACHED -> Reply.json(200, body(result.message(), result.changed(), process));
            case FAILED -> throw new Refused(Problem.ofAction(failed, id, result.message(), process));
            case OVERTAKEN -> throw new Refused(Problem.ofAction(Code.OVERTAKEN, id, result.message(), process));
            case DISABLED -> throw new Refused(Problem.disabled(id, result.message()));
            case UNKNOWN_PROCESS -> throw new Refused(Problem.processNotFound(id.value(), List.of()));
            case SHUTTING_DOWN -> throw new Refused(Problem.shuttingDown(result.message()));
        };
    }

    private Reply underWay(ProcessId id, Action action, Principal caller) {
        List<ObjectNode> process =
                upkeep.process(id).stream().map(s -> ProcessBody.of(s, caller)).toList();
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
