package dev.upkeep;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a supervisor. They are daemons and end by themselves when there is nothing to do, so that nobody has to
 * shut them down and nothing is ever refused.
 */
final class Threads {
    private Threads() {}

    /**
     * Runs one task after the other.
     *
     * @param name of the thread
     */
    static Executor one(String name) {
        return some(name, 1);
    }

    /**
     * Runs up to so many tasks at once.
     *
     * @param name of the threads
     * @param count how many threads at most
     */
    static Executor some(String name, int count) {
        AtomicInteger made = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(count, count, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, count == 1 ? name : name + "-" + made.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
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
