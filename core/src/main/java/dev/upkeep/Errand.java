package dev.upkeep;

import dev.upkeep.process.Exit;
import dev.upkeep.process.Signal;
import dev.upkeep.process.Spans;
import dev.upkeep.spi.LiveProcess;
import dev.upkeep.spi.ProcessLauncher.Launch;
import dev.upkeep.spi.ProcessLauncher.LaunchException;
import dev.upkeep.spi.Timers.Pending;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A command run once, beside a process. It ends in time, whatever it does, and nothing of it lives on. Nobody waits for it
 * on a thread. Thread-safe.
 */
final class Errand {
    /** How long something killed may take to be gone, before nobody waits for it any longer. */
    private static final Duration TO_DIE = Duration.ofSeconds(5);

    private final Outside outside;
    private final Duration patience;
    private final CompletableFuture<Optional<String>> done = new CompletableFuture<>();
    private Optional<LiveProcess> live = Optional.empty(); // guarded by this
    private Optional<String> trouble = Optional.empty(); // guarded by this

    private Errand(Outside outside, Duration patience) {
        this.outside = outside;
        this.patience = patience;
    }

    /** Has a command run. */
    static Errand start(Outside outside, Launch launch, Duration patience) {
        Errand errand = new Errand(outside, patience);
        outside.work().execute(() -> errand.begin(launch));
        return errand;
    }

    /** What went wrong; empty if nothing did. Never completed exceptionally. */
    CompletionStage<Optional<String>> done() {
        return done;
    }

    /** When nothing of it lives; at once if there is none. */
    static CompletionStage<Void> over(Optional<Errand> errand) {
        return errand.<CompletionStage<Void>>map(e -> e.done.thenAccept(trouble -> {}))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private void begin(Launch launch) {
        try {
            if (reason().isPresent()) {
                done.complete(reason());
            } else {
                follow(outside.launcher().launch(launch));
            }
        } catch (LaunchException e) {
            done.complete(Optional.of("was not started: " + e.why()));
        } catch (RuntimeException | Error e) {
            Logs.UPKEEP.error(
                    "{} could not be run: a fault of Upkeep's", launch.command().program(), e);
            done.complete(Optional.of("could not be run: " + e));
        }
    }

    private void follow(LiveProcess process) {
        boolean late;
        synchronized (this) {
            live = Optional.of(process);
            late = trouble.isPresent();
        }
        if (late) {
            kill(process);
        }
        Pending end = outside.timers().after(patience, () -> end("did not end within " + Spans.say(patience)));
        process.exited().thenAccept(exit -> {
            end.cancel();
            ended(exit);
            kill(process); // what it has left
        });
        process.gone().thenRun(() -> done.complete(reason()));
    }

    private synchronized void ended(Exit exit) {
        if (trouble.isEmpty() && !exit.equals(new Exit.Code(0))) {
            trouble = Optional.of("ended with " + exit);
        }
    }

    private synchronized Optional<String> reason() {
        return trouble;
    }

    /** Makes an end of it. */
    void cancel() {
        end("was not waited for");
    }

    private void end(String why) {
        Optional<LiveProcess> process;
        synchronized (this) {
            if (done.isDone()) {
                return;
            }
            trouble = trouble.or(() -> Optional.of(why));
            process = live;
        }
        process.ifPresent(this::kill);
    }

    private void kill(LiveProcess process) {
        process.signal(Signal.SIGKILL);
        outside.timers().after(TO_DIE, () -> done.complete(Optional.of(reason().orElse("cannot be killed"))));
    }
}
