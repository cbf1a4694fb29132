package dev.upkeep.rest;

import static java.util.concurrent.CompletableFuture.completedStage;

import dev.upkeep.ProcessStatus;
import dev.upkeep.ReloadResult;
import dev.upkeep.Upkeep;
import dev.upkeep.Upkeep.Action;
import dev.upkeep.process.ProcessId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Answers what got through the gate. */
final class Answers {
    private static final String DEFAULT_LINES = "100";
    private static final String ALL_LINES = "all";
    private static final int MOST_LINES = 10_000;
    private static final Pattern COUNT = Pattern.compile("0*[1-9][0-9]{0,8}");

    private final Upkeep upkeep;
    private final HealthAnswers health;
    private final ActionAnswers actions;
    private final Duration patience;

    Answers(Upkeep upkeep, InstantSource clock, Duration patience) {
        this.upkeep = upkeep;
        this.health = new HealthAnswers(upkeep, clock);
        this.actions = new ActionAnswers(upkeep, patience);
        this.patience = patience;
    }

    CompletionStage<Reply> answer(Call call) {
        return switch (call.endpoint()) {
            case HEALTH -> completedStage(health.health(call.caller()));
            case LIVE -> completedStage(health.live());
            case READY -> completedStage(health.ready());
            case LIST -> completedStage(list(call));
            case ONE -> completedStage(one(call));
            case LOGS -> completedStage(logs(call));
            case START -> act(call, Action.START);
            case STOP -> act(call, Action.STOP);
            case RESTART -> act(call, Action.RESTART);
            case RELOAD -> isDryRun(call) ? preview() : reload();
        };
    }

    private CompletionStage<Reply> reload() {
        Reply underWay = Reply.json(202, Json.object().put("success", true).put("message", "The reload is under way"));
        return upkeep.reload()
                .thenApply(Answers::reloaded)
                .toCompletableFuture()
                .completeOnTimeout(underWay, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletionStage<Reply> preview() {
        return upkeep.preview()
                .thenApply(result -> result instanceof ReloadResult.Applied planned
                        ? Reply.json(200, ReloadBody.ofPreview(planned))
                        : reloaded(result));
    }

    private static boolean isDryRun(Call call) {
        String text = call.target().parameter("dryRun").orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw new Refused(Problem.badParameter("dryRun", "true or false"));
        }
        return text.equals("true");
    }

    private Reply list(Call call) {
        ObjectNode body = Json.object();
        body.set(
                "processes",
                Json.array(upkeep.processes().stream()
                        .map(s -> ProcessBody.of(s, call.caller()))
                        .toList()));
        return Reply.json(200, body);
    }

    private Reply one(Call call) {
        return Reply.json(200, ProcessBody.of(existing(call), call.caller()));
    }

    private Reply logs(Call call) {
        ProcessId id = existing(call).id();
        int lines = lines(call.target().parameter("lines").orElse(DEFAULT_LINES));
        return Reply.json(200, LogsBody.of(id, upkeep.logs(id, lines)));
    }

    private CompletionStage<Reply> act(Call call, Action action) {
        return actions.act(existing(call).id(), action, call.caller());
    }

    private ProcessStatus existing(Call call) {
        String text = call.id();
        List<ProcessStatus> all = upkeep.processes();
        return all.stream()
                .filter(s -> s.id().value().equals(text))
                .findFirst()
                .orElseThrow(() -> new Refused(Problem.processNotFound(
                        text, all.stream().map(ProcessStatus::id).toList())));
    }

    private static int lines(String text) {
        if (text.equals(ALL_LINES)) {
            return MOST_LINES;
        }
        if (!COUNT.matcher(text).matches()) {
            throw new Refused(Problem.badParameter("lines", "a number from 1 to " + MOST_LINES + ", or " + ALL_LINES));
        }
        return Math.min(Integer.parseInt(text), MOST_LINES);
    }

    private static Reply reloaded(ReloadResult result) {
        if (result instanceof ReloadResult.Applied applied) {
            return Reply.json(200, ReloadBody.of(applied));
        }
        throw new Refused(
                result instanceof ReloadResult.Invalid invalid
                        ? Problem.configInvalid(invalid.diagnostics())
                        : Problem.reloadImpossible(((ReloadResult.Impossible) result).why()));
    }
}
