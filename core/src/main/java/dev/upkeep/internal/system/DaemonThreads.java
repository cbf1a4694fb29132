package dev.upkeep.internal.system;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes threads that never keep the JVM alive, named {@code upkeep-NAME}, the second one {@code upkeep-NAME-2}. */
public final class DaemonThreads implements ThreadFactory {
    private final String name;
    private final AtomicInteger made = new AtomicInteger();

    /**
     * A new series of names.
     *
     * @param name what the threads are for, such as {@code timers}
     */
    public DaemonThreads(String name) {
        this.name = "upkeep-" + name;
    }

    @Override
    public Thread newThread(Runnable task) {
        int number = made.incrementAndGet();
        Thread thread = new Thread(task, number == 1 ? name : name + "-" + number);
        thread.setDaemon(true);
        return thread;
    }
}
