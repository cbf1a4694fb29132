package dev.upkeep.proxy.vertx;

import io.vertx.core.Context;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Notices that nothing has moved for too long. Confined to one context, but for {@link #due}. */
final class Silence {
    private final SilenceWatch watch;
    private final Context context;
    private final long stepNanos;
    private final LongSupplier limitNanos;
    private final Runnable tooLong;
    private long last;
    private volatile long due;

    /**
     * Begins at once.
     *
     * @param context on which it is used
     * @param step how often to look, if the limit is longer
     * @param limitNanos asked at each look, since it depends on whose turn it is
     * @param tooLong called once
     */
    Silence(SilenceWatch watch, Context context, Duration step, LongSupplier limitNanos, Runnable tooLong) {
        this.watch = watch;
        this.context = context;
        this.stepNanos = step.toNanos();
        this.limitNanos = limitNanos;
        this.tooLong = tooLong;
        this.last = watch.now();
        this.due = last + stepNanos;
        watch.add(this);
    }

    void moved() {
        last = watch.now();
    }

    void stop() {
        watch.remove(this);
    }

    /** The time of the watch at which to look at it next. */
    long due() {
        return due;
    }

    /** Looks at it on its own context, soon. */
    void lookThere() {
        due = SilenceWatch.NEVER;
        context.runOnContext(here -> look());
    }

    private void look() {
        if (!watch.has(this)) {
            return;
        }
        long now = watch.now();
        long left = limitNanos.getAsLong() - (now - last);
        if (left > 0) {
            due = now + Math.min(left, stepNanos);
            watch.plan(due);
        } else {
            stop();
            tooLong.run();
        }
    }
}
