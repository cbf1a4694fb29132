package dev.upkeep.proxy.jetty;

import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.CyclicTimeouts;
import org.eclipse.jetty.util.thread.Scheduler;

/** Ends attempts whose upstream has been silent for too long, all of them with one timer. */
final class SilenceWatch extends CyclicTimeouts<Attempt> {
    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();

    SilenceWatch(Scheduler scheduler) {
        super(scheduler);
    }

    void add(Attempt attempt) {
        attempts.add(attempt);
        schedule(attempt);
    }

    void remove(Attempt attempt) {
        attempts.remove(attempt);
    }

    @Override
    protected Iterator<Attempt> iterator() {
        return attempts.iterator();
    }

    @Override
    protected boolean onExpired(Attempt attempt) {
        attempt.expired();
        return true;
    }
}
