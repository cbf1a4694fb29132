package dev.upkeep.internal.jdk;

import dev.upkeep.process.Exit;
import dev.upkeep.process.Signal;
import dev.upkeep.spi.LiveProcess;
import dev.upkeep.spi.Timers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** A child of this JVM with its tree. Thread-safe. */
final class JdkProcess implements LiveProcess {
    private static final Duration FIRST_LOOK = Duration.ofMillis(5);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(100);

    private final Process process;
    private final Tree tree;
    private final PidFile pidFile;
    private final Tailer tailer;
    private final Followed output;
    private final Executor executor;
    private final Timers timers;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CompletableFuture<Exit> exited = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    JdkProcess(
            Process process, Tree tree, PidFile pidFile, Tailer tailer, Spool spool, Executor executor, Timers timers) {
        this.process = process;
        this.tree = tree;
        this.pidFile = pidFile;
        this.tailer = tailer;
        this.executor = executor;
        this.timers = timers;
        this.output = tailer.follow(spool, this::glance);
    }

    /** The JDK tells of an exit through a pool that all share; should others block that, the next look finds it. */
    void watch() {
        process.onExit().thenRun(this::noticeEnd);
    }

    private void glance() {
        if (!process.isAlive()) {
            noticeEnd();
        }
    }

    private void noticeEnd() {
        if (ended.compareAndSet(false, true)) {
            executor.execute(this::end);
        }
    }

    private void end() {
        exited.complete(new Exit.Code(process.exitValue()));
        tailer.hasten(output);
        look(FIRST_LOOK);
    }

    /** Something of the tree may outlive its root; then there is no other way than to look again. */
    private void look(Duration pause) {
        if (tree.living().isEmpty()) {
            pidFile.remove(process.pid());
            tailer.finish(output, () -> executor.execute(() -> gone.complete(null)));
            return;
        }
        Duration doubled = pause.multipliedBy(2);
        Duration next = doubled.compareTo(LONGEST_LOOK) < 0 ? doubled : LONGEST_LOOK;
        timers.after(pause, () -> executor.execute(() -> look(next)));
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public CompletionStage<Exit> exited() {
        return exited;
    }

    @Override
    public CompletionStage<Void> gone() {
        return gone;
    }

    @Override
    public void signal(Signal signal) {
        if (!gone.isDone()) {
            Signals.send(signal, tree);
        }
    }

    @Override
    public String toString() {
        return "process " + process.pid();
    }
}
