package dev.upkeep.internal.probe;

import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.process.Spans;
import dev.upkeep.spi.Timers;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
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
    private Timers.@Nullable Pending deadline; // this and all below guarded by this
    private @Nullable Closeable held;
    private boolean given;
    private String soFar = ": no answer";
    private OptionalInt status = OptionalInt.empty();

    /** A verdict to come. */
    Verdict(Probe probe, Executor executor) {
        this.probe = probe;
        this.executor = executor;
        result.whenComplete((answer, trouble) -> {
            if (result.isCancelled()) {
                failed("was given up");
            }
        });
    }

    /** Whether it is over, so that nothing need be begun any more. */
    synchronized boolean isGiven() {
        return given;
    }

    /** Lets it fail after a time, unless something else came before. */
    synchronized void within(Duration timeout, Timers timers) {
        deadline = timers.after(timeout, () -> give(false, soFar() + " within " + Spans.say(timeout)));
    }

    CompletionStage<ProbeResult> result() {
        return result;
    }

    /** Notes which status has come already, for the case that the rest does not come in time. */
    synchronized void begun(int status) {
        this.status = OptionalInt.of(status);
        soFar = " answered " + status + ", but not to the end";
    }

    private synchronized String soFar() {
        return soFar;
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

    /** Ends with an answer, such as {@code answered 200}. */
    void answered(boolean passed, String words) {
        give(passed, " " + words);
    }

    /** Ends with this answer of HTTP. */
    void answered(int with, boolean passed, String more) {
        begun(with);
        answered(passed, "answered " + with + more);
    }

    /** Ends without an answer. */
    void failed(String words) {
        give(false, ": " + words);
    }

    private void give(boolean passed, String words) {
        Optional<Closeable> open;
        OptionalInt answered;
        synchronized (this) {
            if (given) {
                return;
            }
            given = true;
            answered = status;
            open = Optional.ofNullable(held);
            Optional.ofNullable(deadline).ifPresent(Timers.Pending::cancel);
        }
        open.ifPresent(Verdict::close);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        executor.execute(() -> result.complete(new ProbeResult(passed, probe + words, took, answered)));
    }

    private static void close(Closeable resource) {
        try {
            resource.close();
        } catch (IOException e) {
            LOG.debug("A probe's connection was not closed well", e);
        }
    }
}
