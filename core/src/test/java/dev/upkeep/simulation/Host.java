package dev.upkeep.simulation;

import dev.upkeep.Seams;
import dev.upkeep.Upkeep;
import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.process.Moment;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spi.LiveProcess;
import dev.upkeep.spi.Orphan;
import dev.upkeep.spi.OutputSink;
import dev.upkeep.spi.ProcessLauncher;
import dev.upkeep.spi.Timers.Pending;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** One life of a supervisor: its threads, timers and hands, which do nothing any more once it has died. */
class Host implements ProcessLauncher {
    /** How long a worker, who may meet a slow disk, takes at most. */
    static final int SLOWEST = 200;

    private static final int LATEST_ANSWER = 20;

    final Machine machine;
    final Upkeep upkeep;
    private final SplittableRandom chance;
    private final Map<String, Program> orphans = new HashMap<>();
    private Runnable foreword = () -> {};
    private boolean alive = true;

    Host(Machine machine, SplittableRandom chance) {
        this(machine, chance, Wish::spec);
    }

    /** One that understands descriptions in its own way. */
    Host(Machine machine, SplittableRandom chance, Function<Wish, ProcessSpec> reader) {
        this.machine = machine;
        this.chance = chance;
        this.upkeep = new Seams(
                        this,
                        this::probe,
                        this::now,
                        this::wake,
                        this::decide,
                        task -> machine.agenda.in(slowness(), living(task)),
                        chance::nextDouble)
                .supervisor(() -> machine.disk.read(reader));
    }

    /** What the accountants note at the very moment when the loop takes up the next thing that is asked of it. */
    void foreword(Runnable note) {
        foreword = note;
    }

    private void decide(Runnable task) {
        Runnable note = foreword;
        foreword = () -> {};
        machine.agenda.in(0, living(() -> {
            note.run();
            task.run();
            machine.stir();
        }));
    }

    void die() {
        alive = false;
    }

    private Runnable living(Runnable task) {
        return () -> {
            if (alive) {
                guarded(task);
            }
        };
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            machine.laws.broken(Law.NO_FAULT, e::toString);
        }
    }

    private int slowness() {
        return chance.nextInt(8) == 0 && !machine.isHealed() ? chance.nextInt(SLOWEST) : chance.nextInt(3);
    }

    void later(int millis, Runnable task) {
        machine.agenda.in(chance.nextInt(millis), living(task));
    }

    Moment now() {
        return machine.agenda.now();
    }

    Pending wake(Duration delay, Runnable task) {
        return machine.agenda.after(delay, living(task));
    }

    @Override
    public LiveProcess launch(Launch launch) throws LaunchException {
        machine.laws.launching(launch.id());
        return handle(machine.launch(launch));
    }

    @Override
    public List<Orphan> orphans() {
        machine.programs.forEach(program -> orphans.put(program.toString(), program));
        return machine.programs.stream().map(this::orphan).toList();
    }

    private Orphan orphan(Program program) {
        Duration age = Duration.ofMillis(machine.agenda.millis() - program.launchedAt);
        return new Orphan(
                program.id,
                program.toString(),
                program.rootLives() ? program.root.pid() : 0,
                machine.agenda.now().wall().minus(age),
                program.rootLives() ? age : Duration.ZERO,
                program.notes);
    }

    @Override
    public LiveProcess adopt(Orphan orphan, OutputSink output) {
        return handle(orphans.get(orphan.launch()));
    }

    Handle handle(Program program) {
        return new Handle(this, program);
    }

    CompletionStage<ProbeResult> probe(Probe probe, Duration timeout) {
        CompletableFuture<ProbeResult> result = new CompletableFuture<>();
        long now = machine.agenda.millis();
        int port = ((Probe.Tcp) probe).port();
        boolean whetherReady = port >= Wish.FIRST_READINESS_PORT;
        Optional<Program> asked = machine.behind(whetherReady ? port - Traits.READINESS_PORT : port);
        boolean passes =
                asked.filter(p -> whetherReady ? p.isReady(now) : p.passes(now)).isPresent();
        asked.filter(p -> !passes && !whetherReady).ifPresent(p -> p.failedAProbe = true);
        boolean hangs = !passes && asked.filter(p -> p.nature.hangs()).isPresent();
        int takes = hangs ? (int) timeout.toMillis() : chance.nextInt(LATEST_ANSWER);
        String detail = passes ? "answered" : hangs ? "no answer" : "refused";
        machine.agenda.in(
                takes, living(() -> result.complete(new ProbeResult(passes, detail, Duration.ofMillis(takes)))));
        return result;
    }
}
