package dev.upkeep;

import dev.upkeep.ActionResult.Outcome;
import dev.upkeep.config.ConfigException;
import dev.upkeep.config.ConfigFiles.Loaded;
import dev.upkeep.config.Diagnostic;
import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.internal.lifecycle.Lifecycle;
import dev.upkeep.internal.plan.Plan;
import dev.upkeep.log.LogLine;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.process.State;
import dev.upkeep.route.RouteTable;
import dev.upkeep.route.Router;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The supervisor: one {@link Keeper} a process, one loop on which everything is decided. Fields without {@code volatile}
 * belong to the loop.
 */
final class Supervisor implements Upkeep {
    private final Outside outside;
    private final RouteBoard board;
    private final Path stateDirectory;
    private final Optional<Supplier<Loaded>> files;
    private final Listeners listeners = new Listeners();
    private final Instant startedAt;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile Configuration configuration;
    /** Replaced as a whole, never changed. */
    private volatile Map<ProcessId, Keeper> keepers = Map.of();

    private final Map<ProcessId, Keeper> leaving = new HashMap<>();
    private boolean stopping;

    /**
     * A supervisor that has not started anything.
     *
     * @param files reads the configuration again; empty if it does not come from files
     */
    Supervisor(Configuration configuration, Path stateDirectory, Optional<Supplier<Loaded>> files, Outside outside) {
        this.configuration = configuration;
        this.stateDirectory = stateDirectory;
        this.files = files;
        this.outside = outside;
        this.board = new RouteBoard(
                outside.ticker(),
                outside.timers(),
                outside.work(),
                () -> this.configuration.proxy().httpsPort());
        this.startedAt = outside.ticker().now().wall();
        keep(configuration);
    }

    @Override
    public CompletionStage<Void> start() {
        return onLoop(() -> allOf(keepers.values().stream()
                .filter(k -> !stopping && k.rules().spec().enabled())
                .map(k -> ask(k, Action.START))));
    }

    @Override
    public CompletionStage<ActionResult> act(ProcessId id, Action action) {
        return onLoop(() -> {
            Keeper keeper = keepers.get(id);
            if (keeper == null) {
                return refused(Outcome.UNKNOWN_PROCESS, Optional.empty(), "There is no process " + id);
            }
            if (stopping && action != Action.STOP) {
                return refused(Outcome.SHUTTING_DOWN, Optional.of(describe(keeper)), "The supervisor is shutting down");
            }
            return ask(keeper, action);
        });
    }

    private static CompletionStage<ActionResult> refused(
            Outcome outcome, Optional<ProcessStatus> status, String message) {
        return CompletableFuture.completedFuture(new ActionResult(outcome, false, status, message));
    }

    private CompletionStage<ActionResult> ask(Keeper keeper, Action action) {
        Life before = keeper.life();
        switch (action) {
            case START -> keeper.start();
            case STOP -> keeper.stop();
            case RESTART -> keeper.restart();
        }
        Life after = keeper.life();
        boolean changed = before.state() != after.state() || before.wanted() != after.wanted();
        Waiter waiter = new Waiter(action, before, changed, this::describe);
        keeper.await(waiter);
        return waiter.result();
    }

    @Override
    public CompletionStage<ReloadResult> reload() {
        if (files.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new ReloadResult.Impossible("This supervisor was made in code: there are no files to read"));
        }
        CompletableFuture<ReloadResult> result = new CompletableFuture<>();
        outside.work().execute(() -> {
            try {
                Loaded loaded = files.get().get();
                outside.loop().execute(() -> result.complete(told(apply(loaded))));
            } catch (ConfigException e) {
                outside.loop().execute(() -> result.complete(told(new ReloadResult.Invalid(e.diagnostics()))));
            }
        });
        return result;
    }

    private ReloadResult told(ReloadResult result) {
        listeners.tell(new UpkeepEvent.Reloaded(result));
        return result;
    }

    private ReloadResult apply(Loaded loaded) {
        if (stopping) {
            return new ReloadResult.Impossible("The supervisor is shutting down");
        }
        Configuration wanted = loaded.configuration();
        Plan plan = Plan.between(configuration, wanted);
        Map<ProcessId, Keeper> before = keepers;
        configuration = wanted;
        keep(wanted);
        plan.removed().forEach(id -> leave(before.get(id)));
        plan.disabled().forEach(id -> keepers.get(id).stop());
        plan.added().forEach(id -> startIfEnabled(keepers.get(id)));
        plan.enabled().forEach(id -> keepers.get(id).start());
        plan.restarted().forEach(id -> restartIfWanted(keepers.get(id)));
        return applied(plan, loaded.warnings());
    }

    private static ReloadResult applied(Plan plan, List<Diagnostic> warnings) {
        return new ReloadResult.Applied(
                plan.added(),
                plan.removed(),
                plan.restarted(),
                Stream.of(plan.updated(), plan.enabled(), plan.disabled())
                        .flatMap(List::stream)
                        .toList(),
                plan.unchanged(),
                plan.routesChanged(),
                warnings);
    }

    /** Makes keepers for what is new, gives the others their new rules, and lets requests follow the new routes. */
    private void keep(Configuration wanted) {
        Map<ProcessId, Keeper> next = new LinkedHashMap<>();
        for (ProcessSpec spec : wanted.processes().values()) {
            Lifecycle rules =
                    new Lifecycle(spec, Watches.of(spec, wanted.proxy().routes()));
            next.put(spec.id(), keeper(rules));
        }
        keepers = Collections.unmodifiableMap(next);
        board.routes(new RouteTable(wanted.proxy().routes()));
    }

    private Keeper keeper(Lifecycle rules) {
        ProcessId id = rules.spec().id();
        Keeper known = keepers.getOrDefault(id, leaving.remove(id));
        if (known == null) {
            Keeper made = new Keeper(rules, outside, this::changed);
            board.availability(
                    id, Statuses.availability(made.life(), outside.ticker().now()));
            return made;
        }
        if (!known.rules().equals(rules)) {
            known.respecify(rules);
        }
        return known;
    }

    /** Stops what is no longer wanted at all; until it is gone it may be wanted again, and must not run twice. */
    private void leave(Keeper keeper) {
        leaving.put(keeper.id(), keeper);
        ask(keeper, Action.STOP).thenRun(() -> {
            if (leaving.remove(keeper.id(), keeper)) {
                board.forget(keeper.id());
                listeners.tell(new UpkeepEvent.Removed(keeper.id()));
            }
        });
    }

    private static void startIfEnabled(Keeper keeper) {
        if (keeper.rules().spec().enabled()) {
            keeper.start();
        }
    }

    /** What an operator has stopped stays stopped; it will be launched as described now when it is started. */
    private static void restartIfWanted(Keeper keeper) {
        if (keeper.life().wanted()) {
            keeper.restart();
        }
    }

    @Override
    public CompletionStage<Void> stop() {
        outside.loop().execute(() -> {
            if (stopping) {
                return;
            }
            stopping = true;
            List<Keeper> all = everything();
            Collections.reverse(all);
            allOf(all.stream().map(k -> ask(k, Action.STOP))).thenRun(() -> {
                outside.release().run();
                stopped.complete(null);
            });
        });
        return stopped.minimalCompletionStage();
    }

    @Override
    public void close() {
        stop().toCompletableFuture().join();
    }

    @Override
    public void kill() {
        outside.loop()
                .execute(() -> everything().stream()
                        .filter(k -> k.life().state() == State.STOPPING)
                        .forEach(k -> k.tell(Signal.SIGKILL)));
    }

    private List<Keeper> everything() {
        return Stream.of(leaving.values(), keepers.values())
                .flatMap(Collection::stream)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** After each step of each keeper, on the loop. */
    private void changed(Keeper keeper, Life before) {
        Life life = keeper.life();
        if (before == life) {
            return;
        }
        board.availability(
                keeper.id(), Statuses.availability(life, outside.ticker().now()));
        if (Statuses.differ(before, life)) {
            Logs.changed(keeper.id(), before, life);
            listeners.tell(new UpkeepEvent.StateChanged(before.state(), describe(keeper)));
        }
    }

    @Override
    public List<ProcessStatus> processes() {
        return keepers.values().stream().map(this::describe).toList();
    }

    @Override
    public Optional<ProcessStatus> process(ProcessId id) {
        return Optional.ofNullable(keepers.get(id)).map(this::describe);
    }

    private ProcessStatus describe(Keeper keeper) {
        return Statuses.status(keeper.rules(), keeper.life(), outside.ticker().now());
    }

    @Override
    public List<LogLine> logs(ProcessId id, int lines) {
        return Optional.ofNullable(keepers.get(id))
                .map(k -> k.output().last(lines))
                .orElse(List.of());
    }

    @Override
    public Router router() {
        return board;
    }

    @Override
    public Configuration configuration() {
        return configuration;
    }

    @Override
    public Path stateDirectory() {
        return stateDirectory;
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public Subscription listen(UpkeepListener listener) {
        return listeners.add(listener);
    }

    private <T> CompletionStage<T> onLoop(Supplier<CompletionStage<T>> task) {
        return CompletableFuture.supplyAsync(task, outside.loop()).thenCompose(stage -> stage);
    }

    private static CompletionStage<Void> allOf(Stream<CompletionStage<ActionResult>> stages) {
        return CompletableFuture.allOf(
                stages.map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new));
    }
}
