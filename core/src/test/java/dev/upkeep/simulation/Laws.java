package dev.upkeep.simulation;

import dev.upkeep.ActionResult;
import dev.upkeep.ActionResult.Outcome;
import dev.upkeep.ProcessStatus;
import dev.upkeep.ReloadResult;
import dev.upkeep.Upkeep;
import dev.upkeep.Upkeep.Action;
import dev.upkeep.UpkeepEvent;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.process.State;
import dev.upkeep.simulation.Program.Member;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sees everything that happens on the machine and everything that is told, and compares. */
final class Laws {
    private final Machine machine;
    private final Map<ProcessId, Intent> intents = new HashMap<>();
    private final Map<ProcessId, ProcessStatus> told = new HashMap<>();
    private Upkeep upkeep;
    private boolean ending;
    private Law.@Nullable Broken first;

    Laws(Machine machine) {
        this.machine = machine;
    }

    Intent intent(ProcessId id) {
        return intents.computeIfAbsent(id, any -> new Intent());
    }

    /** Remembered, not thrown: what runs here belongs to the supervisor, which would catch it. */
    void broken(Law law, Supplier<String> detail) {
        if (first == null) {
            first = new Law.Broken(law, "at " + now() + " ms: " + detail.get());
        }
    }

    void require(boolean holds, Law law, Supplier<String> detail) {
        if (!holds) {
            broken(law, detail);
        }
    }

    private long now() {
        return machine.agenda.millis();
    }

    /** Watches a supervisor that has done nothing yet. */
    void watch(Upkeep supervisor) {
        upkeep = supervisor;
        told.clear();
        upkeep.listen(this::happened);
        known(upkeep.configuration()).forEach(id -> intent(id).begunAnew(described(id), machine.living(id), now()));
    }

    /** What the files really say where this is in force. */
    private Optional<ProcessSpec> described(ProcessId id) {
        return upkeep.configuration().process(id).map(machine.disk::truth);
    }

    private Set<ProcessId> known(Configuration next) {
        Set<ProcessId> all = new HashSet<>(intents.keySet());
        all.addAll(next.processes().keySet());
        return all;
    }

    void asked(ProcessId id, Action action) {
        if (!upkeep.isStopping()) {
            upkeep.process(id).ifPresent(status -> asked(status, action));
        }
    }

    /** Who is to run has what it needs begun first, if nobody has. */
    private void asked(ProcessStatus status, Action action) {
        Intent intent = intent(status.id());
        if (action != Action.STOP && intent.isEnabled()) {
            intent.needs()
                    .forEach(need -> upkeep.process(need)
                            .filter(s -> s.state() == State.STOPPED || s.state() == State.FAILED)
                            .ifPresent(s -> asked(s, Action.START)));
        }
        intent.asked(action, status, now());
    }

    private void described() {
        Set<ProcessId> begun = new HashSet<>();
        for (ProcessId id : known(upkeep.configuration())) {
            boolean was = intent(id).isEnabled();
            intent(id).described(described(id), now());
            if (!was && intent(id).isEnabled()) {
                begun.add(id);
            }
        }
        begun.forEach(this::blur);
    }

    /** What somebody needs who was begun may have been begun, too. */
    private void blur(ProcessId begun) {
        for (ProcessId need : intent(begun).needs()) {
            intent(need).blurred();
            blur(need);
        }
    }

    void shutdownAsked() {
        ending = true;
        intents.values().forEach(intent -> intent.unwanted(now()));
    }

    void launching(ProcessId id) {
        Intent intent = intent(id);
        require(
                intent.wanted || now() <= intent.unwantedAt + Host.SLOWEST,
                Law.NOT_UNWANTED,
                () -> id + " is launched");
        requireNeedsOf(id, intent);
        if (intent.spec.isPresent()) {
            require(intent.launching(now()), Law.ATTEMPTS, () -> id + " is launched once more");
        }
    }

    /** What was decided a little earlier comes about now. */
    private void requireNeedsOf(ProcessId id, Intent intent) {
        long then = now() - Host.SLOWEST;
        if (intent.spec.isPresent() && intent.ruledAt < then) {
            intent.spec
                    .get()
                    .dependencies()
                    .on()
                    .forEach((need, condition) -> require(
                            intent(need).progress().was(condition, then),
                            Law.NEEDS,
                            () -> id + " is launched before " + need + " is " + condition.word()));
        }
    }

    /** Whether something that a process needs is not there now. */
    boolean lacks(ProcessId id) {
        return described(id)
                .filter(s -> s.dependencies().on().entrySet().stream()
                        .anyMatch(e -> !intent(e.getKey()).progress().was(e.getValue(), Long.MAX_VALUE)))
                .isPresent();
    }

    void launched(Program program) {
        intent(program.id).launched(program);
        require(
                machine.programs.stream().noneMatch(p -> p != program && p.id.equals(program.id)),
                Law.ONE_INSTANCE,
                () -> program + " is launched while " + machine.living(program.id) + " lives");
    }

    void signalled(@Nullable Program reached, Member member, Program meant, Signal signal) {
        require(reached == meant, Law.NO_STRANGER, () -> signal + " for " + meant + " reaches " + reached);
        require(
                !meant.alone || member.equals(meant.root),
                Law.KILL_MODE,
                () -> signal + " for more than the root of " + meant);
        Intent intent = intent(meant.id);
        require(
                !meant.rootLives()
                        || intent.spec
                                .filter(s -> Duties.mayBeReplaced(meant, s, now()))
                                .isPresent()
                        || meant.failedAProbe
                        || intent.causeAt >= meant.launchedAt - Host.SLOWEST - Handle.LATE,
                Law.CAUSE,
                () -> signal + " for " + meant);
        long patience = intent.grace() - meant.lateness();
        require(
                signal != Signal.SIGKILL || patience <= 0 || meant.wasTold() && now() >= meant.toldAt + patience,
                Law.GRACE,
                () -> meant + " is killed");
    }

    private void happened(UpkeepEvent event) {
        machine.trace.say(() -> "   " + say(event));
        if (event instanceof UpkeepEvent.StateChanged change) {
            changed(change.before(), change.status());
        } else if (event instanceof UpkeepEvent.Removed removed) {
            told.remove(removed.id());
            intent(removed.id()).progress().forget();
            requireNothingOf(removed.id(), "removed");
        } else if (event instanceof UpkeepEvent.Reloaded reloaded
                && reloaded.result() instanceof ReloadResult.Applied) {
            described();
        } else if (event instanceof UpkeepEvent.RolledBack) {
            described();
        }
    }

    private static String say(UpkeepEvent event) {
        return event instanceof UpkeepEvent.StateChanged c
                ? c.status().id() + " " + c.before().word() + " > "
                        + c.status().state().word() + (c.status().ready() ? ", ready: " : ": ")
                        + c.status().reason()
                : event.toString();
    }

    private void changed(State before, ProcessStatus status) {
        ProcessStatus last = told.put(status.id(), status);
        State state = status.state();
        intent(status.id()).progress().told(status, now());
        boolean lacks = status.reason().word().equals("DependencyFailed");
        require(!lacks || lacks(status.id()), Law.NEEDS, () -> status.id() + " lacks nothing: " + status.reason());
        require(
                last == null || last.state() == before,
                Law.ORDER,
                () -> status.id() + " was " + last + ", not " + before);
        if (before != State.STOPPING && state == State.STOPPING) {
            stopping(status);
        }
        boolean found = intent(status.id()).last.filter(p -> p.orphaned).isPresent();
        boolean waited = last != null && last.reason().word().equals("WaitingForDependency");
        boolean leads = found ? Edges.leadAtAdoption(before, state) : Edges.lead(before, state);
        require(
                before == state || leads || lacks && state == State.FAILED || waited && !state.isAlive(),
                Law.EDGE,
                () -> before + " to " + state);
        require(
                !status.reason().word().isBlank() && !status.reason().sentence().isBlank(),
                Law.REASON,
                () -> before + " to " + state);
        require(
                state != State.FAILED
                        || before == State.FAILED
                        || lacks
                        || !intent(status.id()).isGivenUpEarly(now()),
                Law.PERSEVERANCE,
                () -> status.id() + ": " + status.reason());
    }

    private void stopping(ProcessStatus status) {
        Intent intent = intent(status.id());
        String word = status.reason().word();
        if (word.equals("MaxAgeReached")) {
            intent.replaced();
        } else if (word.equals("DependencyRestarted")) {
            require(isOlderThanItsNeed(intent), Law.CAUSE, () -> status.id() + " is restarted: " + status.reason());
            intent.causeAt = now();
            intent.replaced();
        } else if (word.equals("MemoryLimitExceeded")) {
            intent.weighed();
        }
    }

    private boolean isOlderThanItsNeed(Intent intent) {
        long since =
                intent.last.map(p -> p.launchedAt - Host.SLOWEST - Handle.LATE).orElse(Long.MAX_VALUE);
        return intent.spec.filter(s -> s.dependencies().restart()).isPresent()
                && intent.needs().stream()
                        .flatMap(need -> intent(need).last.stream())
                        .anyMatch(p -> p.launchedAt >= since);
    }

    /** What an operator was told. */
    void answered(ProcessId id, Action action, ActionResult result) {
        machine.trace.say(() -> "   answer to " + action + " " + id + ": " + result.message());
        require(!result.message().contains("fault of Upkeep"), Law.NO_FAULT, result::message);
        if (action == Action.STOP && result.outcome() == Outcome.REACHED) {
            requireNothingOf(id, "stopped");
        }
    }

    private void requireNothingOf(ProcessId id, String what) {
        require(
                machine.living(id).isEmpty(),
                Law.NOTHING_LEFT,
                () -> id + " is " + what + ", and lives: " + machine.living(id));
    }

    /** After each step. */
    void check() {
        for (ProcessStatus status : upkeep.processes()) {
            requireTruth(status, machine.living(status.id()));
            Duties.neglected(status, intent(status.id()), now())
                    .ifPresent(law -> broken(law, () -> status.id() + " still lives: " + status));
            ProcessStatus last = told.get(status.id());
            require(
                    last == null
                            || last.state() == status.state()
                                    && last.ready() == status.ready()
                                    && Objects.equals(
                                            last.reason().word(),
                                            status.reason().word()),
                    Law.ORDER,
                    () -> "told was " + last + ", but it is " + status);
            if (status.wanted() && !intent(status.id()).wanted && isPulled(status.id())) {
                intent(status.id()).pulled(now());
            }
            require(
                    status.wanted() == intent(status.id()).wanted || status.wanted() && ending && isNeeded(status.id()),
                    Law.WANTED,
                    () -> status.id() + " is " + (status.wanted() ? "" : "not ") + "wanted");
        }
        if (first != null) {
            throw first;
        }
    }

    /** Whether somebody who needs it has been begun since it was last to end. */
    private boolean isPulled(ProcessId id) {
        return !ending
                && whoNeed(id)
                        .anyMatch(other -> isPulled(other)
                                || intent(other).wanted && intent(other).mayHaveBegun(intent(id)));
    }

    /** Whether somebody lives who needs it, so that its end can wait. */
    private boolean isNeeded(ProcessId id) {
        return whoNeed(id).anyMatch(other -> isAlive(other) || isNeeded(other));
    }

    private boolean isAlive(ProcessId id) {
        return machine.living(id).isPresent()
                || upkeep.process(id).filter(s -> s.state().isAlive()).isPresent();
    }

    private Stream<ProcessId> whoNeed(ProcessId id) {
        return intents.entrySet().stream()
                .filter(e -> e.getValue().needs().contains(id))
                .map(Map.Entry::getKey);
    }

    private void requireTruth(ProcessStatus status, Optional<Program> program) {
        boolean pidIsSo = status.pid().isPresent()
                && intent(status.id())
                        .last
                        .filter(p -> p.root.pid() == status.pid().getAsLong() && now() <= p.noticedBy())
                        .isPresent();
        boolean stateIsSo = switch (status.state()) {
            case DISABLED, STOPPED -> program.isEmpty();
            case RUNNING -> pidIsSo;
            case EXITED, FAILED, BACKOFF -> program.filter(Program::rootLives).isEmpty();
            case STARTING, STOPPING -> status.pid().isEmpty() || pidIsSo;
        };
        boolean readyIsSo = !status.reason().word().equals("Ready")
                || intent(status.id()).last.filter(p -> p.bootsAt <= now()).isPresent();
        require(stateIsSo && readyIsSo, Law.TRUTH, () -> status + ", but really " + program);
    }
}
