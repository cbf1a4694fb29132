package dev.upkeep.simulation;

import dev.upkeep.process.Moment;
import dev.upkeep.spi.Ticker;
import dev.upkeep.spi.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** All that is going to happen, in the order of time, and of being written down if due together. The only clock there is. */
final class Agenda implements Ticker, Timers {
    private record Due(long at, long number, Runnable task) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(at, other.at);
            return byTime == 0 ? Long.compare(number, other.number) : byTime;
        }
    }

    private static final Instant MORNING = Instant.parse("2024-01-01T06:00:00Z");

    private final PriorityQueue<Due> dues = new PriorityQueue<>();
    private Moment now = new Moment(0, MORNING);
    private long written;

    @Override
    public Moment now() {
        return now;
    }

    long millis() {
        return now.nanos() / 1_000_000;
    }

    @Override
    public Pending after(Duration delay, Runnable task) {
        Due due = new Due(now.nanos() + Math.max(0, delay.toNanos()), written++, task);
        dues.add(due);
        return () -> dues.remove(due);
    }

    void in(long millis, Runnable task) {
        dues.add(new Due(now.nanos() + millis * 1_000_000, written++, task));
    }

    /** Lets the next thing happen that is due until then; if there is none, it is then. */
    boolean step(long untilMillis) {
        long end = untilMillis * 1_000_000;
        Due next = dues.peek();
        boolean happens = next != null && next.at <= end;
        long nanos = happens ? next.at : end;
        if (nanos > now.nanos()) {
            now = new Moment(nanos, MORNING.plusNanos(nanos));
        }
        if (happens) {
            dues.remove().task.run();
        }
        return happens;
    }
}
