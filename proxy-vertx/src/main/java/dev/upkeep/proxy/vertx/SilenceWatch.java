package dev.upkeep.proxy.vertx;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Looks at each {@link Silence} when it is due, at all of them with one timer: one of its own for each request, which is
 * hardly ever needed, would be a good part of what the request costs. Thread-safe, as a handler may serve several event
 * loops.
 */
final class SilenceWatch {
    static final long NEVER = Long.MAX_VALUE;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    /** That of all timers. */
    private final Context context;

    private final long origin = System.nanoTime();
    private final Set<Silence> watched = ConcurrentHashMap.newKeySet();
    private final AtomicLong next = new AtomicLong(NEVER);
    private long timer = NO_TIMER;

    SilenceWatch(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
    }

    /** Nanoseconds since this was made. */
    long now() {
        return System.nanoTime() - origin;
    }

    void add(Silence silence) {
        watched.add(silence);
        plan(silence.due());
    }

    boolean has(Silence silence) {
        return watched.contains(silence);
    }

    void remove(Silence silence) {
        watched.remove(silence); // the timer may find nothing to do: the next request would want it back
    }

    /** Sees to it that somebody looks then, if not before. */
    void plan(long due) {
        if (due < next.get() && due < next.getAndAccumulate(due, Math::min)) {
            context.runOnContext(here -> setTimer());
        }
    }

    private void setTimer() {
        vertx.cancelTimer(timer);
        long left = next.get() - now();
        timer = vertx.setTimer(Math.max(1, (left + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI), fired -> look());
    }

    private void look() {
        next.set(NEVER); // first, so that who comes from now on sets a timer if this look misses it
        long now = now();
        long earliest = NEVER;
        for (Silence silence : watched) {
            if (silence.due() <= now) {
                wake(silence);
            } else {
                earliest = Math.min(earliest, silence.due());
            }
        }
        if (earliest != NEVER) {
            plan(earliest);
        }
    }

    private void wake(Silence silence) {
        try {
            silence.lookThere();
        } catch (RejectedExecutionException stopped) {
            remove(silence); // its event loop has ended, and its exchange with it
        }
    }
}
