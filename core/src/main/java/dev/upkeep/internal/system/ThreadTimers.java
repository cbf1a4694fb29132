package dev.upkeep.internal.system;

import dev.upkeep.spi.Timers;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Timers on one daemon thread of their own. A task that fails is logged and harms no other. Thread-safe. */
public final class ThreadTimers implements Timers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadTimers.class);

    private static final int KEEP_SECONDS = 5;

    private final ScheduledThreadPoolExecutor thread;

    /** New timers; their thread begins with the first task, and ends when for a while there was none. */
    public ThreadTimers() {
        thread = new ScheduledThreadPoolExecutor(1, new DaemonThreads("timers"));
        thread.setRemoveOnCancelPolicy(true);
        thread.setKeepAliveTime(KEEP_SECONDS, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
    }

    /** {@inheritDoc} After {@link #close()}, nothing is run any more. */
    @Override
    public Pending after(Duration delay, Runnable task) {
        try {
            Future<?> pending = thread.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> pending.cancel(false);
        } catch (RejectedExecutionException e) {
            LOG.debug("A timer was set after the end", e);
            return () -> {};
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A timer's task failed", e);
        }
    }

    /** Forgets what has not run yet, also what is due already. */
    @Override
    public void close() {
        thread.shutdown();
        thread.getQueue().clear();
    }
}
