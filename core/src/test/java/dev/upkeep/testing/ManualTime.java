package dev.upkeep.testing;

import dev.upkeep.process.Moment;
import dev.upkeep.spi.Ticker;
import dev.upkeep.spi.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Time that stands still until a test advances it. Tasks run on the thread that advances, in the order of their due
 * times, and of their making if due together; while one runs, it is exactly its due time. Thread-safe.
 */
public final class ManualTime implements Ticker, Timers {
    private record Due(long nanos, long number) {}

    private final TreeMap<Due, Runnable> tasks =
            new TreeMap<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::number));
    private Moment now = new Moment(0, Instant.parse("2024-01-01T12:00:00Z"));
    private long made;

    @Override
    public synchronized Moment now() {
        return now;
    }

    @Override
    public synchronized Pending after(Duration delay, Runnable task) {
        Due due = new Due(now.nanos() + Math.max(0, delay.toNanos()), made++);
        tasks.put(due, task);
        return () -> cancel(due);
    }

    private synchronized void cancel(Due due) {
        tasks.remove(due);
    }

    /**
     * Lets time pass, and runs what falls due on the way, also what is made on the way.
     *
     * @param duration not negative
     */
    public void advance(Duration duration) {
        long end = now().nanos() + duration.toNanos();
        for (Optional<Runnable> task = takeDue(end); task.isPresent(); task = takeDue(end)) {
            task.get().run();
        }
    }

    /** Takes the first task due until the end and moves there; without one, moves to the end. */
    private synchronized Optional<Runnable> takeDue(long end) {
        boolean due = !tasks.isEmpty() && tasks.firstKey().nanos() <= end;
        long nanos = due ? tasks.firstKey().nanos() : end;
        now = now.plus(Duration.ofNanos(Math.max(0, nanos - now.nanos())));
        return due ? Optional.of(tasks.pollFirstEntry().getValue()) : Optional.empty();
    }

    /**
     * How many tasks wait for their time.
     *
     * @return 0 when nothing is left running behind
     */
    public synchronized int pending() {
        return tasks.size();
    }
}
