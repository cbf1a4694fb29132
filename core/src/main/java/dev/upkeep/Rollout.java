package dev.upkeep;

import dev.upkeep.ActionResult.Outcome;
import dev.upkeep.Upkeep.Action;
import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.process.Reason;
import dev.upkeep.process.Spans;
import dev.upkeep.process.State;
import dev.upkeep.spec.ProcessSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Launches the instances of a process anew while it serves, some at a time. Start first: another instance is launched
 * beside the old one, and takes its place when it is ready. Stop first: the old one is restarted while the other instances
 * serve. Should a new one fail, or not be ready in time, the rest goes on as it was. What does not serve, or is alone and
 * cannot be started first, is launched anew in its place at once. Lives on the loop.
 */
final class Rollout {
    private final Fleet fleet;
    private final Outside outside;
    private Optional<Run> run = Optional.empty();
    private volatile Optional<String> remark = Optional.empty();

    /** What is under way, from the first instance to the last. */
    private static final class Run {
        final Reason why;
        final Deque<Keeper> pending = new ArrayDeque<>();
        final List<Active> active = new ArrayList<>();
        final CompletableFuture<ActionResult> result = new CompletableFuture<>();

        Run(Reason why) {
            this.why = why;
        }
    }

    /**
     * An instance that is being replaced.
     *
     * @param keeper of the instance
     * @param next who must become ready: another keeper, or the same
     * @param turn of the last launch before
     */
    private record Active(Keeper keeper, Keeper next, int turn) {
        boolean isReplaced() {
            Life life = next.life();
            return life.turn() > turn && (life.ready() || keeper == next && life.state() == State.EXITED);
        }

        boolean hasFailed() {
            Life life = next.life();
            boolean ended = switch (life.state()) {
                case FAILED -> !life.needs().waiting();
                case EXITED, STOPPED, DISABLED -> true;
                case STARTING, RUNNING, BACKOFF -> false;
                case STOPPING -> keeper != next && !life.wanted();
            };
            return ended && (keeper != next || life.turn() > turn || !life.wanted());
        }
    }

    Rollout(Fleet fleet, Outside outside) {
        this.fleet = fleet;
        this.outside = outside;
    }

    boolean isUnderWay() {
        return run.isPresent();
    }

    /** What people should know of it besides how the process is. */
    Optional<String> remark() {
        return remark;
    }

    /** Whether an instance is replaced while the process serves. */
    boolean replaces(Keeper keeper) {
        ProcessSpec spec = fleet.spec();
        return keeper.life().ready() && spec.schedule().isEmpty() && (spec.startsFirst() || spec.instances() > 1);
    }

    /** An operator wants all to be launched anew. */
    CompletionStage<ActionResult> restart(List<Life> before) {
        if (run.isPresent()) {
            return run.get().result;
        }
        List<CompletionStage<ActionResult>> results = new ArrayList<>();
        Optional<Run> begun = begin(
                new Reason("RestartAsked", "Restarting, as asked"),
                keeper -> true,
                keeper -> results.add(keeper.ask(Action.RESTART, before.get(keeper.number() - 1))));
        begun.ifPresent(r -> results.add(r.result));
        return Answers.of(fleet, results);
    }

    /**
     * Has instances launched anew.
     *
     * @param which of them
     * @param inPlace for those that nobody has to take the place of
     */
    Optional<Run> begin(Reason why, Predicate<Keeper> which, Consumer<Keeper> inPlace) {
        List<Keeper> replaced = new ArrayList<>();
        for (Keeper keeper : fleet.keepers().filter(which).toList()) {
            if (replaces(keeper)) {
                replaced.add(keeper);
            } else {
                keeper.follow(fleet.rules());
                inPlace.accept(keeper);
            }
        }
        if (replaced.isEmpty()) {
            return Optional.empty();
        }
        Run current = run.orElseGet(() -> new Run(why));
        run = Optional.of(current);
        replaced.stream()
                .filter(k -> !current.pending.contains(k))
                .filter(k -> current.active.stream().noneMatch(a -> a.keeper() == k))
                .forEach(current.pending::add);
        advance(current);
        return Optional.of(current);
    }

    private void advance(Run current) {
        int most = fleet.spec().updatePolicy().parallelism();
        while (isCurrent(current) && current.active.size() < most && !current.pending.isEmpty()) {
            Keeper next = current.pending.remove();
            if (fleet.keepers().anyMatch(next::equals)) {
                replace(current, next);
            }
        }
        if (isCurrent(current)) {
            remark(current);
            finishIfDone(current);
        }
    }

    private boolean isCurrent(Run some) {
        return run.filter(r -> r == some).isPresent();
    }

    private void remark(Run current) {
        int left = current.active.size() + current.pending.size();
        remark = Optional.of(
                fleet.spec().instances() == 1
                        ? "another is being started to take its place"
                        : left + " of " + fleet.spec().instances() + " instances are still to be replaced");
    }

    private void finishIfDone(Run current) {
        if (current.active.isEmpty() && current.pending.isEmpty()) {
            run = Optional.empty();
            remark = Optional.empty();
            current.result.complete(Answers.restarted(fleet.status()));
        }
    }

    private void replace(Run current, Keeper keeper) {
        if (fleet.spec().startsFirst() && replaces(keeper)) {
            Keeper successor = fleet.successor(keeper);
            Active active = new Active(keeper, successor, keeper.life().turn());
            current.active.add(active);
            watch(current, active);
            successor.ask(Action.START);
        } else {
            keeper.follow(fleet.rules());
            Active active = new Active(keeper, keeper, keeper.life().turn());
            current.active.add(active);
            watch(current, active);
            keeper.restart(current.why);
        }
    }

    /** Nobody waits for ever. */
    private void watch(Run current, Active active) {
        Duration patience = fleet.spec().updatePolicy().startTimeout();
        outside.timers().after(patience, () -> outside.loop().execute(() -> late(current, active, patience)));
    }

    private void late(Run current, Active active, Duration patience) {
        if (!isCurrent(current) || !current.active.contains(active)) {
            return;
        }
        Life life = active.next().life();
        if (life.needs().waiting() || life.state() == State.STOPPING) {
            watch(current, active);
        } else {
            failed(current, "was not ready within " + Spans.say(patience) + ": " + life.reason());
        }
    }

    /** The life of a keeper of the process has changed. */
    void changed(Keeper keeper) {
        run.ifPresent(current -> current.active.stream()
                .filter(active -> active.next() == keeper)
                .findFirst()
                .ifPresent(active -> changed(current, active)));
    }

    private void changed(Run current, Active active) {
        if (active.isReplaced()) {
            current.active.remove(active);
            advance(current);
        } else if (active.hasFailed()) {
            failed(current, "has failed: " + active.next().life().reason());
        }
    }

    private void failed(Run current, String why) {
        List<Keeper> old = current.active.stream().map(Active::keeper).toList();
        end(current);
        remark = Optional.of("not replaced: the new one " + why);
        Logs.UPKEEP.warn("Process {} goes on as it was: the new one {}", fleet.id(), why);
        Duration pause = fleet.spec().updatePolicy().startTimeout();
        outside.timers().after(pause, () -> outside.loop().execute(() -> old.forEach(Keeper::mayBeReplaced)));
        current.result.complete(new ActionResult(
                Outcome.FAILED,
                false,
                Optional.of(fleet.status()),
                fleet.id() + " goes on as it was: the new one " + why));
        fleet.notReplaced(why);
    }

    /** Whoever is to take a place is not wanted any more. */
    void cancel() {
        run.ifPresent(current -> {
            end(current);
            remark = Optional.empty();
            current.result.complete(new ActionResult(
                    Outcome.OVERTAKEN,
                    false,
                    Optional.of(fleet.status()),
                    fleet.id() + ": something else was asked for"));
        });
    }

    private void end(Run current) {
        run = Optional.empty();
        current.pending.clear();
        current.active.stream().filter(a -> a.keeper() != a.next()).forEach(active -> {
            fleet.dismiss(active.keeper());
            fleet.leave(active.next());
        });
        current.active.clear();
    }
}
