package dev.upkeep.internal.jdk;

import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.process.Spans;
import dev.upkeep.spi.Timers;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one probe ends: by the first to say so, be it an answer, a failure or the clock. What the probe holds is closed
 * then. Thread-safe.
 */
final class Verdict {
    private static final Logger LOG = LoggerFactory.getLogger(Verdict.class);

    private final Probe probe;
    private final Executor executor;
    private final long begun = System.nanoTime();
    private final CompletableFuture<ProbeResult> result = new CompletableFuture<>();
    private final Timers.Pending deadline;
    private boolean given; // guarded by this
    private @Nullable Closeable held; // guarded by this
    private volatile String soFar = "no answer";

    Verdict(Probe probe, Duration timeout, Executor executor, Timers timers) {
        this.probe = probe;
        this.executor = executor;
        this.deadline = timers.after(timeout, () -> fail(soFar + " within " + Spans.say(timeout)));
    }

    CompletionStage<ProbeResult> result() {
        return result;
    }

    /** Notes how far it has come, for the case that the time runs out. */
    void soFar(String words) {
        soFar = words;
    }

    /** Holds what must be closed at the end; closed at once if that has come already. */
    void hold(Closeable resource) {
        boolean late;
        synchronized (this) {
            late = given;
            held = resource;
        }
        if (late) {
            close(resource);
        }
    }

    void pass(String words) {
        give(true, words);
    }

    void fail(String words) {
        give(false, words);
    }

    private void give(boolean passed, String words) {
        Closeable open;
        synchronized (this) {
            if (given) {
                return;
            }
            given = true;
            open = held;
        }
        if (open != null) {
            close(open);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        String separator = words.startsWith("answered") || words.startsWith("succeeded") ? " " : ": ";
        executor.execute(() -> {
            deadline.cancel();
            result.complete(new ProbeResult(passed, probe + separator + words, took));
        });
    }

    private static void close(Closeable resource) {
        try {
            resource.close();
        } catch (IOException e) {
            LOG.debug("A probe's connection was not closed well", e);
        }
    }
}
