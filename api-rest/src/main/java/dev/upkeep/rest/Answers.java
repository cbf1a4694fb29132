package dev.upkeep.rest;

import static java.util.concurrent.CompletableFuture.completedStage;

import dev.upkeep.Upkeep;
import dev.upkeep.Upkeep.Action;
import dev.upkeep.rest.internal.events.EventAnswers;
import dev.upkeep.rest.internal.events.Pace;
import dev.upkeep.rest.internal.gate.Call;
import dev.upkeep.rest.internal.health.HealthAnswers;
import dev.upkeep.rest.internal.logs.LogAnswers;
import dev.upkeep.rest.internal.process.ActionAnswers;
import dev.upkeep.rest.internal.process.Processes;
import dev.upkeep.rest.internal.reload.ReloadAnswers;
import dev.upkeep.rest.internal.reply.Reply;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Who answers what got through the gate. */
final class Answers {
    private final HealthAnswers health;
    private final Processes processes;
    private final ActionAnswers actions;
    private final ReloadAnswers reload;
    private final LogAnswers logs;
    private final EventAnswers events;

    Answers(Upkeep upkeep, Pace pace, Duration patience) {
        processes = new Processes(upkeep);
        health = new HealthAnswers(upkeep, () -> pace.ticker().now().wall());
        actions = new ActionAnswers(upkeep, patience);
        reload = new ReloadAnswers(upkeep, patience);
        logs = new LogAnswers(
                upkeep, processes, pace.epoch(), () -> pace.ticker().now().wall());
        events = new EventAnswers(upkeep, processes, pace);
    }

    CompletionStage<Reply> answer(Call call) {
        return switch (call.endpoint()) {
            case HEALTH -> completedStage(health.health(call.caller()));
            case LIVE -> completedStage(health.live());
            case READY -> completedStage(health.ready());
            case LIST -> completedStage(processes.list(call));
            case ONE -> completedStage(processes.one(call));
            case LOGS -> completedStage(logs.isFollowed(call) ? events.follow(call) : logs.one(call));
            case ALL_LOGS -> completedStage(logs.isFollowed(call) ? events.follow(call) : logs.several(call));
            case EVENTS -> completedStage(events.open(call));
            case START -> act(call, Action.START);
            case STOP -> act(call, Action.STOP);
            case RESTART -> act(call, Action.RESTART);
            case RELOAD -> reload.reload(call);
        };
    }

    private CompletionStage<Reply> act(Call call, Action action) {
        return actions.act(processes.existing(call.id()).id(), action, call.caller());
    }
}
