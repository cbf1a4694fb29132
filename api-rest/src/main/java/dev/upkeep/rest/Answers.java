package dev.upkeep.rest;

import static java.util.concurrent.CompletableFuture.completedStage;

import dev.upkeep.Upkeep;
import dev.upkeep.Upkeep.Action;
import dev.upkeep.rest.http.ApiListener;
import dev.upkeep.rest.internal.events.EventAnswers;
import dev.upkeep.rest.internal.events.Pace;
import dev.upkeep.rest.internal.gate.Call;
import dev.upkeep.rest.internal.health.HealthAnswers;
import dev.upkeep.rest.internal.logs.LogAnswers;
import dev.upkeep.rest.internal.page.Page;
import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import dev.upkeep.rest.internal.process.ActionAnswers;
import dev.upkeep.rest.internal.process.ProcessBody;
import dev.upkeep.rest.internal.process.Processes;
import dev.upkeep.rest.internal.reload.ReloadAnswers;
import dev.upkeep.rest.internal.reply.Reply;
import dev.upkeep.rest.internal.root.RootAnswers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Who answers what got through the gate. */
final class Answers {
    private final RootAnswers root;
    private final HealthAnswers health;
    private final Processes processes;
    private final ActionAnswers actions;
    private final ReloadAnswers reload;
    private final LogAnswers logs;
    private final EventAnswers events;
    private final Optional<Page> page;
    private final Optional<Supplier<String>> metrics;

    /**
     * What a caller can get beside what there always is.
     *
     * @param patience how long an action may take before it is answered while it goes on
     * @param page the web page
     * @param metrics what a scrape is answered
     * @param listener is told of streams
     */
    record Settings(Duration patience, Optional<Page> page, Optional<Supplier<String>> metrics, ApiListener listener) {}

    Answers(Upkeep upkeep, Pace pace, Settings settings) {
        ProcessBody view = new ProcessBody(upkeep, pace.epoch());
        root = new RootAnswers(upkeep, pace.epoch());
        processes = new Processes(upkeep, view);
        health = new HealthAnswers(upkeep, processes, () -> pace.ticker().now().wall());
        actions = new ActionAnswers(upkeep, processes, view, settings.patience());
        reload = new ReloadAnswers(upkeep, settings.patience());
        logs = new LogAnswers(
                upkeep, processes, pace.epoch(), () -> pace.ticker().now().wall());
        page = settings.page();
        metrics = settings.metrics();
        events = new EventAnswers(upkeep, processes, pace, settings.listener()::streams);
    }

    /** Tells those who listen that somebody has acted. */
    void acted(Call call, int status) {
        events.acted(call, status);
    }

    CompletionStage<Reply> answer(Call call) {
        return switch (call.endpoint()) {
            case HOME, UI -> completedStage(page().moved());
            case PAGE -> completedStage(page().file(call.file(), call.request().header("if-none-match")));
            case HEALTH -> completedStage(health.health(call.caller()));
            case LIVE -> completedStage(health.live());
            case READY -> completedStage(health.ready(call));
            case ROOT -> completedStage(root.root());
            case OPEN_API -> completedStage(root.openApi());
            case METRICS -> completedStage(metrics());
            case CONFIG -> completedStage(root.configuration());
            case ROUTES -> completedStage(processes.routes());
            case LIST -> completedStage(processes.list(call));
            case ONE -> completedStage(processes.one(call));
            case LOGS -> completedStage(logs.isFollowed(call) ? events.follow(call) : logs.one(call));
            case ALL_LOGS -> completedStage(logs.isFollowed(call) ? events.follow(call) : logs.several(call));
            case EVENTS -> completedStage(events.open(call));
            case START -> actions.act(call, Action.START);
            case STOP -> actions.act(call, Action.STOP);
            case RESTART -> actions.act(call, Action.RESTART);
            case RELOAD -> reload.reload(call);
        };
    }

    /** In the text format of Prometheus, version 0.0.4. */
    private Reply metrics() {
        String scraped =
                metrics.orElseThrow(() -> new Refused(Problem.notFound())).get();
        return Reply.text(200, "text/plain;version=0.0.4;charset=utf-8", scraped, Map.of());
    }

    private Page page() {
        return page.orElseThrow(() -> new Refused(Problem.notFound()));
    }
}
