package dev.upkeep.spi;

import java.time.Duration;

/** Runs things later. */
@FunctionalInterface
public interface Timers {
    /**
     * Runs a task once, after a delay, on a thread of its own choice; the task is short and does not block.
     *
     * @param delay from now on
     * @param task what to run
     * @return takes the task back
     */
    Pending after(Duration delay, Runnable task);

    /** A task that has not run yet. */
    @FunctionalInterface
    interface Pending {
        /** Takes it back; too late, it does nothing. */
        void cancel();
    }
}
