package dev.upkeep.internal.launch;

import dev.upkeep.internal.output.Followed;
import dev.upkeep.internal.output.Spool;
import dev.upkeep.internal.tree.Tree;
import dev.upkeep.process.Exit;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.process.Usage;
import dev.upkeep.spi.LiveProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process with its tree, launched by this JVM or adopted. Thread-safe. */
final class JdkProcess implements LiveProcess {
    private static final Logger LOG = LoggerFactory.getLogger(JdkProcess.class);
    private static final Duration FIRST_LOOK = Duration.ofMillis(5);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(100);

    private final Root root;
    private final Tree tree;
    private final Traces traces;
    private final Shared shared;
    private final Followed output;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean failed = new AtomicBoolean();
    private final CompletableFuture<Exit> exited = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    JdkProcess(Root root, Tree tree, Traces traces, Spool spool, Shared shared) {
        this.root = root;
        this.tree = tree;
        this.traces = traces;
        this.shared = shared;
        this.output = shared.tailer().toFollow(spool, this::glance);
    }

    /**
     * Begins to read what it prints and to wait for its end; until then nobody else knows of this object. The JDK tells of
     * an exit through a pool that all share; should others block that, the next look finds it.
     */
    void watch() {
        shared.remains().begin(root.pid());
        shared.tailer().follow(output);
        root.onEnd(this::noticeEnd);
    }

    private void glance() {
        if (!ended.get() && !root.isAlive() && ended.compareAndSet(false, true)) {
            endSoon();
        }
    }

    private void noticeEnd() {
        if (ended.compareAndSet(false, true) && !shared.swift().tryRun(() -> end(tree.look(), true))) {
            endSoon();
        }
    }

    private void endSoon() {
        Supplier<Tree.Living> look = tree.look();
        shared.executor().execute(() -> end(look, false));
    }

    /**
     * The root has ended.
     *
     * @param here whether this thread may also wait for those who take the output
     */
    private void end(Supplier<Tree.Living> look, boolean here) {
        shared.remains().end(root.pid());
        exited.complete(root.exit());
        if (isEmpty(look)) {
            finish(here);
        } else {
            shared.tailer().hasten(output);
            lookAgain(FIRST_LOOK);
        }
    }

    /** Something of the tree may outlive its root; then there is no other way than to look again. */
    private void look(Supplier<Tree.Living> found, Duration pause) {
        if (isEmpty(found)) {
            finish(false);
        } else {
            lookAgain(pause);
        }
    }

    /** A look that fails has not seen that nothing lives; its first failure is logged. */
    private boolean isEmpty(Supplier<Tree.Living> found) {
        try {
            return found.get().isEmpty();
        } catch (RuntimeException | Error e) {
            if (failed.compareAndSet(false, true)) {
                LOG.error("{}: cannot see what lives of it, is tried again", this, e);
            }
            return false;
        }
    }

    private void finish(boolean here) {
        try {
            traces.end(root.pid());
        } finally {
            if (!here || !shared.tailer().finishHere(output, this::vanish)) {
                shared.tailer().finish(output, () -> shared.executor().execute(this::vanish));
            }
        }
    }

    private void vanish() {
        traces.vanish();
        gone.complete(null);
    }

    private void lookAgain(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        Duration next = doubled.compareTo(LONGEST_LOOK) < 0 ? doubled : LONGEST_LOOK;
        shared.timers().after(pause, () -> {
            Supplier<Tree.Living> again = tree.look();
            shared.executor().execute(() -> look(again, next));
        });
    }

    @Override
    public long pid() {
        return root.pid();
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
            shared.signals().send(signal, tree);
        }
    }

    @Override
    public Supplier<Optional<Usage>> usage() {
        return tree.usage();
    }

    @Override
    public Optional<String> rename(ProcessId id, Path pidFile, Map<String, String> notes) {
        return traces.rename(root.pid(), id, pidFile, notes, shared);
    }

    @Override
    public String toString() {
        return "process " + root.pid();
    }
}
