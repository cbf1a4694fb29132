package dev.upkeep.internal.output;

import dev.upkeep.internal.system.DaemonThreads;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what all processes print, on one thread. Who just printed something is looked at again soon, who is quiet ever
 * later; a launch and an end are looked at at once. Thread-safe.
 */
public final class Tailer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tailer.class);
    private static final long LONG_TIME = TimeUnit.HOURS.toNanos(1);
    private static final int BUFFER = 256 * 1024;

    private final SpoolSpace space;
    private final LinkedBlockingQueue<Runnable> posted = new LinkedBlockingQueue<>();
    private final List<Followed> followed = new ArrayList<>(); // only touched by the thread
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private @Nullable Thread thread; // guarded by this
    private boolean closed; // only touched by the thread

    public Tailer(SpoolSpace space) {
        this.space = space;
    }

    /**
     * A spool as it will be read; nothing is done before {@link #follow}.
     *
     * @param spool what to read
     * @param glance run each time the process is looked at; short
     */
    public Followed toFollow(Spool spool, Runnable glance) {
        return new Followed(spool, space, glance);
    }

    /** Reads a spool from now on; from now on it is only touched here. */
    public void follow(Followed spool) {
        post(() -> followed.add(spool));
    }

    /** Looks at once: something has probably been printed. */
    public void hasten(Followed spool) {
        post(spool::hasten);
    }

    /**
     * Reads the rest, closes and removes the spool.
     *
     * @param then run afterwards, on the thread of the tailer
     */
    public void finish(Followed spool, Runnable then) {
        post(() -> spool.finish(then));
    }

    private synchronized void post(Runnable task) {
        posted.add(task);
        if (thread == null) {
            thread = new DaemonThreads("output").newThread(this::run);
            thread.start();
        }
    }

    private void run() {
        try {
            do {
                await();
                round();
            } while (!isOver());
        } catch (InterruptedException e) {
            LOG.error("Interrupted by a stranger: output is no longer read", e);
            followed.forEach(Followed::rest);
        }
    }

    /** A task posted from now on finds no thread and begins another. */
    private synchronized boolean isOver() {
        boolean over = closed && followed.isEmpty() && posted.isEmpty();
        if (over) {
            thread = null;
        }
        return over;
    }

    private void await() throws InterruptedException {
        long now = System.nanoTime();
        long pause = followed.stream().mapToLong(each -> each.dueIn(now)).min().orElse(LONG_TIME);
        Runnable task = posted.poll(pause, TimeUnit.NANOSECONDS);
        while (task != null) {
            guarded(task);
            task = posted.poll();
        }
    }

    private void round() {
        long now = System.nanoTime();
        for (Followed each : followed) {
            if (each.dueIn(now) <= 0) {
                guarded(() -> each.turn(buffer, now));
            }
        }
        followed.removeIf(Followed::isFinished);
    }

    /** What fails for one must not end the reading for all. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A turn of reading output failed", e);
        }
    }

    /** Ends the thread as soon as nothing is left to read. */
    @Override
    public void close() {
        post(() -> closed = true);
    }
}
