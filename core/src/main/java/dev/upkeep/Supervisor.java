package dev.upkeep;

import dev.upkeep.ActionResult.Outcome;
import dev.upkeep.Notes.RolledBack;
import dev.upkeep.config.ConfigException;
import dev.upkeep.config.ConfigFiles.Loaded;
import dev.upkeep.config.Diagnostic;
import dev.upkeep.config.Diagnostic.Severity;
import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.gate.RouteBoard;
import dev.upkeep.internal.plan.ListenerChange;
import dev.upkeep.internal.plan.Plan;
import dev.upkeep.internal.plan.Plan.Kind;
import dev.upkeep.internal.plan.Version;
import dev.upkeep.internal.system.FileStamp;
import dev.upkeep.log.LogLine;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.process.State;
import dev.upkeep.route.Router;
import dev.upkeep.route.TrafficReport;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.tls.CertificateStatus;
import dev.upkeep.tls.ServerKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The supervisor: takes what is asked of it to the loop, on which everything is decided. */
final class Supervisor implements Upkeep {
    private static final ReloadResult NO_FILES =
            new ReloadResult.Impossible("This supervisor was made in code: there are no files to read");
    private static final ReloadResult STOPPING = new ReloadResult.Impossible("The supervisor is shutting down");

    private final Outside outside;
    private final Path stateDirectory;
    private final Optional<Supplier<Loaded>> files;
    private final Listeners listeners = new Listeners();
    private final RouteBoard board;
    private final Trials trials;
    private final Roster roster;
    private final Adoption adoption;
    private final Certificates certificates;
    private final Instant startedAt;
    private final Pulse pulse;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    /** What the listeners are opened with, which no reload changes. */
    private final ProxySpec opened;

    private Optional<FileWatch> watch = Optional.empty();
    private volatile Configuration configuration;
    /** Written on the loop. */
    private volatile boolean stopping;
    /** Ends with the reload that was asked for last, and never fails; guarded by {@code this}. */
    private CompletionStage<?> reloads = CompletableFuture.allOf();

    /**
     * A supervisor that has not started anything.
     *
     * @param files reads the configuration again; empty if it does not come from files
     */
    Supervisor(Configuration configuration, Path stateDirectory, Optional<Supplier<Loaded>> files, Outside outside) {
        this.configuration = configuration;
        this.opened = configuration.proxy();
        this.stateDirectory = stateDirectory;
        this.files = files;
        this.outside = outside;
        this.pulse = new Pulse(outside.ticker(), outside.loop());
        this.startedAt = outside.ticker().now().wall();
        this.board = new RouteBoard(outside.gates(), opened::httpsPort);
        this.trials = new Trials(outside, this::rollBack);
        this.roster = new Roster(configuration, outside, board, listeners, lived());
        this.adoption = new Adoption(outside, roster);
        this.certificates = new Certificates(opened, stateDirectory, outside, board::challenges);
        this.board.wakesBy(id -> outside.loop().execute(() -> demanded(id)));
    }

    private void demanded(ProcessId id) {
        if (!isStopping()) {
            roster.demanded(id);
        }
    }

    private Roster.Lived lived() {
        return new Roster.Lived() {
            @Override
            public void changed(Fleet fleet) {
                trials.changed(fleet, configuration);
            }

            @Override
            public void notReplaced(Fleet fleet, String why) {
                trials.notReplaced(fleet, why);
            }
        };
    }

    /** From the start on, files that have changed are read again without being asked to. */
    Supervisor watching(List<Path> files, List<FileStamp> taken) {
        watch = Optional.of(new FileWatch(files, taken, outside.timers(), outside.work(), this::reloadAlone));
        return this;
    }

    private void reloadAlone() {
        reload().thenAccept(result -> {
            if (result instanceof ReloadResult.Invalid invalid) {
                Logs.UPKEEP.warn("The configuration has changed but is not valid, and what was in force stays so");
                Logs.found(invalid.diagnostics());
            }
        });
    }

    @Override
    public CompletionStage<Void> start() {
        watch.ifPresent(FileWatch::begin);
        outside.work().execute(certificates::begin);
        return onLoop(() -> {
            if (stopping) {
                return CompletableFuture.completedFuture(null);
            }
            adoption.once();
            return roster.startAll();
        });
    }

    @Override
    public CompletionStage<ActionResult> act(ProcessId id, Action action) {
        return onLoop(() -> roster.get(id)
                .map(fleet -> stopping && action != Action.STOP
                        ? refused(Outcome.SHUTTING_DOWN, Optional.of(fleet.status()), "The supervisor is shutting down")
                        : ask(fleet, action))
                .orElseGet(() -> refused(Outcome.UNKNOWN_PROCESS, Optional.empty(), "There is no process " + id)));
    }

    private CompletionStage<ActionResult> ask(Fleet fleet, Action action) {
        if (action != Action.STOP) {
            adoption.once();
        }
        return switch (action) {
            case START -> roster.start(fleet);
            case STOP -> roster.stop(fleet);
            case RESTART -> roster.restart(fleet);
        };
    }

    private static CompletionStage<ActionResult> refused(
            Outcome outcome, Optional<ProcessStatus> status, String message) {
        return CompletableFuture.completedFuture(new ActionResult(outcome, false, status, message));
    }

    @Override
    public CompletionStage<ReloadResult> reload() {
        return files.map(this::reload).orElseGet(() -> CompletableFuture.completedFuture(NO_FILES));
    }

    /** One after the other, so that what holds in the end is what was read last. */
    private synchronized CompletionStage<ReloadResult> reload(Supplier<Loaded> read) {
        CompletionStage<ReloadResult> next = reloads.thenApplyAsync(before -> read.get(), outside.work())
                .handleAsync((loaded, failure) -> failure == null ? apply(loaded) : unread(failure), outside.loop())
                .exceptionally(Supervisor::halfDone);
        reloads = next;
        return next.thenApply(this::told);
    }

    private ReloadResult told(ReloadResult result) {
        listeners.tell(new UpkeepEvent.Reloaded(result));
        return result;
    }

    private static ReloadResult unread(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof ConfigException invalid) {
            return new ReloadResult.Invalid(invalid.diagnostics());
        }
        Logs.UPKEEP.error("A fault of Upkeep's: the files could not be read", cause);
        return new ReloadResult.Impossible("The files could not be read, by a fault of Upkeep's: " + cause);
    }

    private static ReloadResult halfDone(Throwable fault) {
        Logs.UPKEEP.error("A fault of Upkeep's: a reload was not done to its end", fault);
        return new ReloadResult.Impossible("The reload was not done to its end, by a fault of Upkeep's: " + fault);
    }

    private ReloadResult apply(Loaded loaded) {
        if (stopping) {
            return STOPPING;
        }
        adoption.once();
        watch.ifPresent(w -> w.files(loaded.files()));
        Configuration wanted = loaded.configuration();
        trials.read(wanted);
        Plan plan = plan(wanted);
        List<Fleet> restarted = plan.all(Kind.RESTARTED).stream()
                .flatMap(id -> roster.get(id).stream())
                .toList();
        trials.begin(restarted);
        configuration = trials.sifted(wanted);
        certificates.follow(wanted.proxy());
        roster.follow(plan, configuration);
        plan.all(Kind.REMOVED).forEach(trials::forget);
        plan.renamed().forEach(this::renamed);
        trials.watch(restarted);
        return Results.of(plan, warnings(loaded));
    }

    /** What worked works under its new id, too. */
    private void renamed(ProcessId before, ProcessId after) {
        trials.forget(before);
        roster.get(after).ifPresent(fleet -> trials.changed(fleet, configuration));
    }

    private Plan plan(Configuration wanted) {
        return Plan.between(configuration, trials.sifted(wanted), trials.heldBack(wanted), roster::canRename);
    }

    /** The new version of a process does not work: the earlier one is in force again, with its routes. */
    private void rollBack(Version earlier, String why) {
        ProcessId id = earlier.spec().id();
        Optional<Version> failed = Version.of(configuration, id);
        if (stopping || failed.isEmpty()) {
            return;
        }
        Configuration next = earlier.within(configuration);
        if (!Trials.fits(next)) {
            Logs.UPKEEP.warn(
                    "Process {} cannot be rolled back: its earlier version does not fit the rest any more", id);
            return;
        }
        Logs.UPKEEP.warn("Process {} is rolled back: {}", id, why);
        trials.refuse(failed.get(), earlier);
        configuration = next;
        listeners.tell(new UpkeepEvent.RolledBack(id, why));
        roster.rollBack(id, next, new RolledBack(failed.get().spec().fingerprint(), why));
    }

    @Override
    public CompletionStage<ReloadResult> preview() {
        return files.map(read -> CompletableFuture.supplyAsync(read, outside.work())
                        .handleAsync(
                                (loaded, failure) -> failure == null ? plan(loaded) : unread(failure), outside.loop()))
                .orElseGet(() -> CompletableFuture.completedFuture(NO_FILES));
    }

    private ReloadResult plan(Loaded loaded) {
        return stopping ? STOPPING : Results.of(plan(loaded.configuration()), warnings(loaded));
    }

    private List<Diagnostic> warnings(Loaded loaded) {
        return Stream.concat(
                        loaded.warnings().stream(),
                        ListenerChange.between(opened, loaded.configuration().proxy()).stream()
                                .map(Supervisor::warning))
                .toList();
    }

    private static Diagnostic warning(ListenerChange change) {
        return new Diagnostic(
                Severity.WARNING,
                Code.NEEDS_NEW_START.id(),
                "proxy.yaml",
                0,
                0,
                0,
                "/" + change.key(),
                change.message(),
                ListenerChange.HELP);
    }

    @Override
    public CompletionStage<Void> stop() {
        outside.loop().execute(() -> {
            if (!stopping) {
                stopping = true;
                watch.ifPresent(FileWatch::end);
                certificates.end();
                roster.stopAll().thenRun(this::release);
            }
        });
        return stopped.minimalCompletionStage();
    }

    private void release() {
        try {
            roster.close();
            outside.release().run();
        } catch (RuntimeException e) {
            Logs.UPKEEP.error("A fault of Upkeep's: not everything was given back at the end", e);
        }
        stopped.complete(null);
    }

    @Override
    public void close() {
        stop().toCompletableFuture().join();
    }

    @Override
    public void kill() {
        outside.loop().execute(() -> {
            roster.hasten();
            roster.inReverse().stream()
                    .flatMap(Fleet::all)
                    .filter(k -> k.life().state() == State.STOPPING)
                    .forEach(k -> k.tell(Signal.SIGKILL));
        });
    }

    @Override
    public List<ProcessStatus> processes() {
        return roster.statuses();
    }

    @Override
    public Optional<ProcessStatus> process(ProcessId id) {
        return roster.status(id);
    }

    @Override
    public List<LogLine> logs(ProcessId id, int lines) {
        return roster.get(id).map(k -> k.last(lines)).orElse(List.of());
    }

    @Override
    public List<LogLine> logs(ProcessId id, long after, int lines) {
        return roster.get(id).map(k -> k.after(after, lines)).orElse(List.of());
    }

    @Override
    public Router router() {
        return board;
    }

    @Override
    public TrafficReport traffic() {
        return board.traffic();
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
    public Optional<ServerKeys> serverKeys() throws IOException {
        return certificates.keys();
    }

    @Override
    public List<CertificateStatus> certificates() {
        return certificates.statuses();
    }

    @Override
    public boolean isStopping() {
        return stopping;
    }

    @Override
    public boolean isResponsive() {
        return pulse.isFelt();
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
}
