package dev.upkeep.internal.gate;

import dev.upkeep.process.Moment;
import dev.upkeep.route.Failure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How an instance has answered: who fails several times in a row is passed over for a while, each time for longer. Seen
 * from requests alone, so that it costs nothing. Takes no lock; what two see at the same time may count once.
 */
final class Standing {
    static final int MOST_FAILURES = 3;
    static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;

    private final AtomicInteger inARow = new AtomicInteger();
    private volatile int ejections;
    private volatile long until;
    private volatile boolean ejected;

    void answered() {
        if (inARow.get() != 0) {
            inARow.set(0);
        }
        if (ejections != 0) {
            ejections = 0;
            ejected = false;
        }
    }

    void failed(Failure.Kind kind, Moment now) {
        if (kind == Failure.Kind.OVERLOADED || inARow.incrementAndGet() < MOST_FAILURES) {
            return;
        }
        inARow.set(0);
        int doublings = Math.min(ejections, MOST_DOUBLINGS);
        until = now.nanos() + SHORTEST.multipliedBy(1L << doublings).toNanos();
        ejections = doublings + 1;
        ejected = true;
    }

    boolean isEjected(Moment now) {
        return ejected && now.nanos() - until < 0;
    }
}
