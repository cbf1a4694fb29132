package dev.upkeep.internal.gate;

import dev.upkeep.process.Moment;
import dev.upkeep.route.Endpoint;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One instance at a gate, from when it may be sent requests to the end of the last of them. Only itself: who is ready again
 * after it was not is another. Takes no lock.
 */
final class Member {
    private static final double LEAST_SHARE = 0.1;

    private final Endpoint endpoint;
    private final Moment ready;
    private final Standing standing = new Standing();
    private final AtomicInteger inFlight = new AtomicInteger();
    /** What ends exchanges that do not end by themselves. */
    private final Map<Object, Runnable> endless = new ConcurrentHashMap<>();

    private volatile @Nullable Drain drain;

    /**
     * One that has no requests yet.
     *
     * @param ready since when it may get some
     */
    Member(Endpoint endpoint, Moment ready) {
        this.endpoint = endpoint;
        this.ready = ready;
    }

    Standing standing() {
        return standing;
    }

    boolean isEjected(Moment now) {
        return standing.isEjected(now);
    }

    /** How much it has to do, and would with one request more; counted for more while it starts slowly. */
    double load(Duration slowStart, Moment now) {
        double share = slowStart.isZero()
                ? 1
                : Math.max(LEAST_SHARE, Math.min(1, (double) now.since(ready).toNanos() / slowStart.toNanos()));
        return (inFlight.get() + 1) / share;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** How many leases are out. */
    int inFlight() {
        return inFlight.get();
    }

    /** How many of them do not come back by themselves. */
    int endless() {
        return endless.size();
    }

    void leased() {
        inFlight.incrementAndGet();
    }

    /** A lease came back. */
    void returned(Object lease) {
        if (!endless.isEmpty()) {
            endless.remove(lease);
        }
        inFlight.decrementAndGet();
        look();
    }

    /** A lease that does not come back by itself wants to be told when it is time. */
    void onRecall(Object lease, Runnable end) {
        endless.put(lease, end);
        Drain begun = drain;
        if (begun != null && begun.isRecalled() && endless.remove(lease) != null) {
            end.run();
        }
        look();
    }

    /** Has those leases end that do not end by themselves. */
    void recall() {
        endless.keySet().forEach(lease -> {
            Runnable end = endless.get(lease);
            if (end != null) {
                end.run();
            }
        });
    }

    private void look() {
        Drain begun = drain;
        if (begun != null) {
            begun.look();
        }
    }

    /**
     * Waits until all leases are back; to be called when no more are given.
     *
     * @param longest after this time, what does not end by itself is recalled, and soon nobody waits any more
     * @param patient whether what does not end by itself has all that time, too: somebody else serves the others meanwhile
     */
    CompletionStage<Void> drain(GateSeams seams, Duration longest, boolean patient) {
        if (inFlight.get() == 0) {
            return CompletableFuture.completedFuture(null);
        }
        Drain begun = new Drain(this, seams, patient);
        drain = begun;
        begun.begin(longest);
        return begun.over();
    }
}
