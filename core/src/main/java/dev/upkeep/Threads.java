package dev.upkeep;

import dev.upkeep.internal.system.DaemonThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a supervisor. They are daemons and end by themselves when there is nothing to do, so that nobody has to
 * shut them down and nothing is ever refused.
 */
final class Threads {
    /** Longer than most pauses: whoever has to be started first comes late. */
    private static final int KEEP_SECONDS = 60;

    private Threads() {}

    /**
     * Runs up to so many tasks at once; one after the other, if that is 1.
     *
     * @param name of the threads, as in {@link DaemonThreads}
     * @param count how many threads at most
     */
    static Executor some(String name, int count) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                count, count, KEEP_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new DaemonThreads(name));
        pool.allowCoreThreadTimeOut(true);
        return task -> pool.execute(() -> guarded(task));
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            Logs.UPKEEP.error("A fault of Upkeep's: a task failed", e);
        }
    }
}
