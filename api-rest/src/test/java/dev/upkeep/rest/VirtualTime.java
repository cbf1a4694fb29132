package dev.upkeep.rest;

import dev.upkeep.process.Moment;
import dev.upkeep.spi.Ticker;
import dev.upkeep.spi.Timers;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** Time that passes when a test says so; what is due at once is done at the next {@link #pass}. */
final class VirtualTime implements Ticker, Timers {
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
    private Moment now = new Moment(0, Statuses.NOON);
    private long number;

    private record Due(long at, long number, Runnable task) {}

    @Override
    public Moment now() {
        return now;
    }

    @Override
    public Pending after(Duration delay, Runnable task) {
        Due pending = new Due(now.nanos() + delay.toNanos(), number++, task);
        due.add(pending);
        return () -> due.remove(pending);
    }

    /** Does what is due now. */
    void pass() {
        pass(Duration.ZERO);
    }

    /** Lets time pass, and does what is due meanwhile, each at its time. */
    void pass(Duration duration) {
        Moment end = now.plus(duration);
        for (Optional<Due> next = next(end); next.isPresent(); next = next(end)) {
            due.remove(next.get());
            now = now.plus(Duration.ofNanos(Math.max(0, next.get().at() - now.nanos())));
            next.get().task().run();
        }
        now = end;
    }

    /** How many things wait for their time. */
    int pending() {
        return due.size();
    }

    private Optional<Due> next(Moment end) {
        return Optional.ofNullable(due.peek()).filter(d -> d.at() <= end.nanos());
    }
}
