package dev.upkeep.proxy.vertx;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Notices that nothing has moved for too long. Confined to one context. */
final class Silence {
    private final Vertx vertx;
    private final long stepNanos;
    private final LongSupplier limitNanos;
    private final Runnable tooLong;
    private long last = System.nanoTime();
    private long timer;

    /**
     * Begins at once.
     *
     * @param step how often to look, if the limit is longer
     * @param limitNanos asked at each look, since it depends on whose turn it is
     * @param tooLong called once
     */
    Silence(Vertx vertx, Duration step, LongSupplier limitNanos, Runnable tooLong) {
        this.vertx = vertx;
        this.stepNanos = step.toNanos();
        this.limitNanos = limitNanos;
        this.tooLong = tooLong;
        watch(stepNanos);
    }

    void moved() {
        last = System.nanoTime();
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private void watch(long nanos) {
        timer = vertx.setTimer(Math.max(1, (Math.min(nanos, stepNanos) + 999_999) / 1_000_000), fired -> look());
    }

    private void look() {
        long left = limitNanos.getAsLong() - (System.nanoTime() - last);
        if (left > 0) {
            watch(left);
        } else {
            tooLong.run();
        }
    }
}
