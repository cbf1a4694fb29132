package dev.upkeep;

import dev.upkeep.ActionResult.Outcome;
import dev.upkeep.Upkeep.Action;
import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.process.State;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Somebody who asked for an action, and wants to know what came of it. Lives on the loop. */
final class Waiter {
    private final Action action;
    private final boolean changed;
    private final int turnBefore;
    private final CompletableFuture<ActionResult> result = new CompletableFuture<>();

    /**
     * Somebody who has just asked.
     *
     * @param before the life before the action
     * @param changed whether the action had any effect
     */
    Waiter(Action action, Life before, boolean changed) {
        this.action = action;
        this.changed = changed;
        this.turnBefore = before.turn();
    }

    CompletionStage<ActionResult> result() {
        return result;
    }

    /** Completes the result if the life of this process answers the question. */
    boolean settledBy(Keeper keeper) {
        Optional<Outcome> outcome = outcome(keeper.life());
        outcome.ifPresent(o -> {
            ProcessStatus status = keeper.status();
            result.complete(new ActionResult(o, changed, Optional.of(status), message(o, status)));
        });
        return outcome.isPresent();
    }

    private Optional<Outcome> outcome(Life life) {
        return switch (life.state()) {
            case RUNNING ->
                switch (action) {
                    case START -> Optional.of(Outcome.REACHED);
                    case RESTART -> life.turn() > turnBefore ? Optional.of(Outcome.REACHED) : Optional.empty();
                    case STOP -> Optional.of(Outcome.OVERTAKEN);
                };
            case STOPPED -> Optional.of(action == Action.STOP ? Outcome.REACHED : Outcome.OVERTAKEN);
            case DISABLED -> Optional.of(action == Action.STOP ? Outcome.REACHED : Outcome.DISABLED);
            case STARTING -> action == Action.STOP ? Optional.of(Outcome.OVERTAKEN) : Optional.empty();
            case STOPPING ->
                life.wanted() == (action == Action.STOP) ? Optional.of(Outcome.OVERTAKEN) : Optional.empty();
            case EXITED -> Optional.of(action == Action.STOP ? Outcome.OVERTAKEN : Outcome.REACHED);
            case BACKOFF, FAILED -> Optional.of(action == Action.STOP ? Outcome.OVERTAKEN : Outcome.FAILED);
        };
    }

    private String message(Outcome outcome, ProcessStatus status) {
        String id = status.id().value();
        if (outcome != Outcome.REACHED) {
            return id + " is " + status.state().word() + ": " + status.reason().sentence();
        }
        if (action == Action.STOP) {
            return id + (changed ? " stopped" : " was already stopped");
        }
        if (status.state() == State.EXITED) {
            return id + " ran and ended: " + status.reason().sentence();
        }
        String done = action == Action.RESTART ? " restarted" : " started";
        return id
                + (changed ? done : " was already running")
                + (status.pid().isPresent() ? " (pid " + status.pid().getAsLong() + ")" : "");
    }
}
