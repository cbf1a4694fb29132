package dev.upkeep;

import dev.upkeep.health.Probe;
import dev.upkeep.process.Exit;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.spec.LogSpec;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spi.LiveProcess;
import dev.upkeep.spi.Orphan;
import dev.upkeep.spi.ProcessLauncher.Launch;
import dev.upkeep.spi.ProcessLauncher.LaunchException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The hands of one keeper where something lives: has it launched, or taken over, and follows it to its end. What comes of
 * that is told to the keeper, with the turn it belongs to. Called on the loop, but for {@link #live()}.
 */
final class Launches {
    /** Is told what comes of launches, on the loop. */
    interface Told {
        void launched(int turn, LiveProcess process);

        void launchFailed(int turn, String why);

        void exited(int turn, Exit exit);

        void gone(int turn);
    }

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Outside outside;
    private final Printed output;
    private final Companion companion;
    private final Inquiries inquiries;
    private final Told keeper;
    /** What lives; of an orphan it is known what it is before it can be talked to. */
    private volatile Optional<CompletionStage<LiveProcess>> live = Optional.empty();
    /** Ends with the last renaming, so that they are carried out one after the other. */
    private CompletionStage<Void> renames = CompletableFuture.completedFuture(null);

    Launches(Outside outside, Printed output, Companion companion, Inquiries inquiries, Told keeper) {
        this.outside = outside;
        this.output = output;
        this.companion = companion;
        this.inquiries = inquiries;
        this.keeper = keeper;
    }

    /** What lives of the last launch. */
    Optional<LiveProcess> live() {
        return live.map(CompletionStage::toCompletableFuture)
                .filter(stage -> stage.isDone() && !stage.isCompletedExceptionally())
                .map(CompletableFuture::join);
    }

    /**
     * Has it launched, after what comes before a launch.
     *
     * @param spec as it is for this instance
     * @param awaited a line that tells it is ready
     * @param notes for the next supervisor
     */
    void launch(
            int turn,
            ProcessSpec spec,
            Path pidFile,
            int instance,
            Optional<Probe.Log> awaited,
            Map<String, String> notes) {
        Launch launch = new Launch(
                spec.id(),
                spec.command(),
                pidFile,
                output,
                notes,
                spec.stop().signal(),
                spec.stop().killMode(),
                instance);
        companion
                .prepare()
                .thenAccept(trouble -> trouble.ifPresentOrElse(
                        why -> outside.loop().execute(() -> keeper.launchFailed(turn, why)),
                        () -> launch(turn, spec, awaited, launch)));
    }

    private void launch(int turn, ProcessSpec spec, Optional<Probe.Log> awaited, Launch launch) {
        outside.work().execute(() -> {
            try {
                output.writeTo(spec);
                output.begin(awaited);
                LiveProcess process = outside.launcher().launch(launch);
                outside.loop().execute(() -> launched(turn, process));
            } catch (LaunchException e) {
                outside.loop().execute(() -> keeper.launchFailed(turn, e.why()));
            } catch (RuntimeException | Error e) {
                Logs.UPKEEP.error("Process {} could not be launched: a fault of Upkeep's", spec.id(), e);
                outside.loop().execute(() -> keeper.launchFailed(turn, "Could not be launched: " + e));
            }
        });
    }

    private void launched(int turn, LiveProcess alone) {
        LiveProcess process = companion.begin(alone);
        live = Optional.of(CompletableFuture.completedFuture(process));
        try {
            keeper.launched(turn, process);
        } finally {
            follow(turn, process);
        }
    }

    /** Begins to take over what an earlier supervisor has left; {@link #followTaken} says in which turn. */
    void take(Orphan orphan, Optional<Path> logFile, LogSpec log) {
        live = Optional.of(CompletableFuture.supplyAsync(
                        () -> {
                            logFile.ifPresent(file -> output.writeTo(file, log));
                            return outside.launcher().adopt(orphan, output);
                        },
                        outside.work())
                .thenApply(companion::accompany));
    }

    /** Follows what is being taken over, as soon as it is. */
    void followTaken(ProcessId id, int turn) {
        live.ifPresent(taken -> taken.whenCompleteAsync(
                (process, failure) -> {
                    if (failure == null) {
                        follow(turn, process);
                    } else {
                        lost(id, turn, failure);
                    }
                },
                outside.loop()));
    }

    /** Nobody can tell what becomes of an orphan that cannot be taken over; if it lives, it gets no double at least. */
    private void lost(ProcessId id, int turn, Throwable failure) {
        Logs.UPKEEP.error("Process {}: what an earlier supervisor has left cannot be taken over", id, failure);
        keeper.exited(turn, new Exit.Unknown());
        gone(turn);
    }

    private void follow(int turn, LiveProcess process) {
        process.exited()
                .thenCompose(exit -> {
                    outside.loop().execute(() -> keeper.exited(turn, exit));
                    return process.gone();
                })
                .thenCompose(gone -> told())
                .thenRun(() -> outside.loop().execute(() -> alone(turn)));
    }

    /** It counts as gone when what asked it how it is has ended, too. */
    private void alone(int turn) {
        CompletableFuture<Void> quiet = inquiries.quiet();
        if (quiet.isDone()) {
            gone(turn);
        } else {
            quiet.thenRunAsync(() -> gone(turn), outside.loop());
        }
    }

    /** What it printed last should be told before its end is; nobody waits long for a logger that takes nothing. */
    private CompletionStage<Void> told() {
        CompletableFuture<Void> told = output.forwarded().toCompletableFuture();
        if (!told.isDone()) {
            outside.timers().after(PATIENCE, () -> told.complete(null));
        }
        return told;
    }

    private void gone(int turn) {
        live = Optional.empty();
        keeper.gone(turn);
    }

    void signal(Signal signal) {
        live.ifPresent(stage -> stage.thenAccept(process -> outside.work().execute(() -> process.signal(signal))));
    }

    /**
     * What lives goes on under the id of this description, and with this pid file.
     *
     * @param refused is told why, on the loop, if it cannot
     * @return completes on the loop when that is done, or refused
     */
    CompletionStage<Void> rename(ProcessSpec spec, Path pidFile, Map<String, String> notes, Consumer<String> refused) {
        live().ifPresent(process ->
                renames = renames.thenApplyAsync(done -> process.rename(spec.id(), pidFile, notes), outside.work())
                        .exceptionally(fault -> Optional.of("a fault of Upkeep's: " + fault))
                        .thenAcceptAsync(trouble -> trouble.ifPresent(refused), outside.loop()));
        return renames;
    }
}
