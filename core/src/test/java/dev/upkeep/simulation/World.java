package dev.upkeep.simulation;

import dev.upkeep.ProcessStatus;
import dev.upkeep.Upkeep.Action;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Routing;
import dev.upkeep.simulation.History.Step;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * Lives through a history: first its deeds, one after the other, with everything that follows from them; then all faults
 * cease, and what is wanted must come about; then everything is started, and at last the supervisor is stopped.
 */
final class World {
    /** In this time everything must have settled that can. Longer than all delays and timeouts there are in a history. */
    private static final int LONG = 40_000;

    /** By then everything has come back that was under way when faults ceased: slow work, slow ends, and probes without an answer. */
    private static final int AFTERMATH = 2500;

    private static final int STOPS_WITHIN = 10_000;
    private static final int MOST_STEPS = 200_000;

    private record Question(long due, String what) {}

    final Machine machine;
    final Trace trace;
    private final Laws laws;
    private final Agenda agenda = new Agenda();
    private final History history;
    private final World.Breed breed;
    private final SplittableRandom chance;
    private Host host;
    private final Set<Question> unanswered = new HashSet<>();
    int steps;

    World(History history, Breed breed, boolean traced) {
        this.history = history;
        this.trace = new Trace(agenda, traced);
        this.machine = new Machine(history.seed(), agenda, trace);
        this.laws = machine.laws;
        history.wishes().forEach(machine.disk::write);
        this.breed = breed;
        this.chance = new SplittableRandom(history.seed());
        this.host = begin();
    }

    private Host begin() {
        Host next = breed.host(machine, chance);
        laws.watch(next.upkeep);
        next.upkeep.start();
        machine.wasStirred(); // nothing is known before it has started
        return next;
    }

    /** The supervisor is killed; what it has launched lives on, and after a while there is another supervisor. */
    void die(int pause) {
        host.die();
        unanswered.clear();
        machine.programs.forEach(Program::orphan);
        long until = agenda.millis() + pause;
        while (agenda.step(until)) {
            machine.wasStirred();
        }
        machine.disk.tear(false);
        host = begin();
    }

    /** Makes hosts: honest ones, or such as break a law on purpose. */
    @FunctionalInterface
    interface Breed {
        Host host(Machine machine, SplittableRandom chance);
    }

    /** Throws {@link Law.Broken} as soon as a law is. */
    void live() {
        for (Step step : history.steps()) {
            pass(step.pause());
            trace.say(step.deed()::toString);
            step.deed().on(this);
        }
        trace.say(() -> "all faults cease");
        machine.heal();
        settle(false);
        host.upkeep.processes().forEach(status -> act(status.id(), Action.START));
        settle(true);
        stop();
    }

    private void settle(boolean started) {
        pass(AFTERMATH);
        machine.stir();
        passUntil(() -> host.upkeep.processes().stream().allMatch(s -> isSettled(s, started)), LONG);
        for (ProcessStatus status : host.upkeep.processes()) {
            laws.require(
                    isSettled(status, started),
                    Law.CONVERGENCE,
                    () -> status.id() + " is " + status.state() + " in the end: " + status.reason());
        }
        check();
    }

    private boolean isSettled(ProcessStatus status, boolean started) {
        return switch (status.state()) {
            case RUNNING -> status.ready() && status.wanted();
            case STOPPED, DISABLED -> !status.wanted() && (!started || status.state() == State.DISABLED);
            case EXITED -> !started;
            case FAILED -> !started || laws.lacks(status.id());
            case STARTING -> status.reason().word().equals("WaitingForDependency") && laws.lacks(status.id());
            case STOPPING, BACKOFF -> false;
        };
    }

    private void stop() {
        trace.say(() -> "the supervisor is stopped");
        host.foreword(laws::shutdownAsked);
        CompletionStage<Void> stopped = host.upkeep.stop();
        awaited("the end", STOPS_WITHIN, stopped);
        host.upkeep.processes().forEach(status -> act(status.id(), Action.RESTART));
        reload();
        passUntil(() -> stopped.toCompletableFuture().isDone(), STOPS_WITHIN);
        laws.require(machine.programs.isEmpty(), Law.NOTHING_LEFT, () -> machine.programs + " live");
        pass(LONG);
        laws.require(unanswered.isEmpty(), Law.ANSWERED, () -> unanswered + " in the end");
        check();
    }

    /** Lets time pass; the laws hold after each thing that happens. */
    private void pass(long millis) {
        passUntil(() -> false, millis);
    }

    private void passUntil(BooleanSupplier enough, long millis) {
        long until = agenda.millis() + millis;
        while (agenda.step(until)) {
            laws.require(++steps < MOST_STEPS, Law.NO_FAULT, () -> "it goes on and on");
            if (machine.wasStirred()) {
                check();
                if (enough.getAsBoolean()) {
                    return;
                }
            }
        }
    }

    private void check() {
        for (Question question : unanswered) {
            laws.require(agenda.millis() <= question.due, Law.ANSWERED, question::toString);
        }
        laws.check();
    }

    private void awaited(String what, long within, CompletionStage<?> answer) {
        Question question = new Question(agenda.millis() + within, what);
        if (!answer.toCompletableFuture().isDone()) {
            unanswered.add(question);
            answer.whenComplete((any, failure) -> unanswered.remove(question));
        }
    }

    void act(ProcessId id, Action action) {
        host.foreword(() -> laws.asked(id, action));
        CompletionStage<?> answer = host.upkeep.act(id, action).thenAccept(result -> laws.answered(id, action, result));
        awaited(action + " " + id, action == Action.STOP ? STOPS_WITHIN : Integer.MAX_VALUE, answer);
    }

    void reload() {
        awaited("RELOAD", LONG, host.upkeep.reload());
    }

    void crash(ProcessId id, int code) {
        machine.living(id).filter(Program::rootLives).ifPresent(program -> machine.end(program, program.root, code));
    }

    /** A client that waits as long as it has to. */
    void request(ProcessId id) {
        Routing routing = host.upkeep.router().route(new RequestHead("GET", false, id + ".test", "/", false));
        boolean ready = host.upkeep.process(id).filter(ProcessStatus::ready).isPresent();
        laws.require(
                ready || !(routing instanceof Routing.Forward), Law.TRUTH, () -> id + " is not ready for a request");
        if (routing instanceof Routing.Hold hold) {
            awaited("request to " + id, LONG, hold.waiting().outcome().thenAccept(Routing::decline));
        } else {
            routing.decline();
        }
    }
}
