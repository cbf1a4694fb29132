package dev.upkeep.internal.output;

import dev.upkeep.internal.system.DaemonThreads;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what all processes print. Who just printed something is looked at again soon, who is quiet ever later; a launch
 * and an end are looked at at once. One thread leads: it takes turns with all, one after the other. Should a turn take
 * long, because a log file hangs, a second thread takes over the lead, and the first stays with that process. What a
 * process prints that is not read waits on disk, so nobody but the reader ever has to wait. Thread-safe.
 */
public final class Tailer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tailer.class);
    private static final long LONG_TIME = TimeUnit.HOURS.toNanos(1);
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long IDLE = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int BUFFER = 256 * 1024;
    private static final int SMALL_BUFFER = 32 * 1024;
    private static final int FEW_TURNS = 4;

    private final SpoolSpace space;
    private final DaemonThreads threads = new DaemonThreads("output");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final PriorityQueue<Followed> waiting = // this and all below guarded by the lock
            new PriorityQueue<>(Comparator.comparingLong(Followed::due));

    private final Set<Followed> stuck = new HashSet<>();
    private final Condition leaderless = lock.newCondition();
    private @Nullable Thread leader;
    private @Nullable Thread successor;
    private @Nullable Followed turn;
    private long turnBegan;
    private int turns;
    private boolean closed;

    public Tailer(SpoolSpace space) {
        this.space = space;
    }

    /**
     * A spool as it will be read; nothing is done before {@link #follow}.
     *
     * @param spool what to read
     * @param glance run each time the process is looked at; short
     */
    public Followed toFollow(Spool spool, Runnable glance) {
        return new Followed(spool, space, glance);
    }

    /** Reads a spool from now on; from now on it is only touched here. */
    public void follow(Followed spool) {
        locked(() -> waiting.add(spool));
    }

    /** Looks at once: something has probably been printed. */
    public void hasten(Followed spool) {
        locked(() -> hastened(spool));
    }

    /**
     * Reads the rest, closes and removes the spool.
     *
     * @param then run afterwards, on a thread of the tailer
     */
    public void finish(Followed spool, Runnable then) {
        locked(() -> {
            spool.finish(then);
            hastened(spool);
        });
    }

    /**
     * The same on this thread, if it can be done soon. Whoever takes the lines may keep it waiting.
     *
     * @return false if it is still to be done: somebody else reads just now, or there is too much to read
     */
    public boolean finishHere(Followed spool, Runnable then) {
        if (!taken(spool)) {
            return false;
        }
        spool.finish(then);
        ByteBuffer buffer = ByteBuffer.allocate(SMALL_BUFFER);
        for (int i = 0; i < FEW_TURNS && !spool.isFinished(); i++) {
            take(spool, buffer);
        }
        boolean finished = spool.isFinished();
        if (!finished) {
            locked(() -> waiting.add(spool));
        }
        return finished;
    }

    /** Whether it was waiting, and waits no more. */
    private boolean taken(Followed spool) {
        lock.lock();
        try {
            return waiting.remove(spool);
        } finally {
            lock.unlock();
        }
    }

    /** Whose turn it is keeps in mind that there shall be another. */
    private void hastened(Followed spool) {
        boolean waits = waiting.remove(spool);
        spool.hasten();
        if (waits) {
            waiting.add(spool);
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            if (leader == null) {
                leader = begin();
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Thread begin() {
        Thread thread = threads.newThread(this::run);
        thread.start();
        return thread;
    }

    private void run() {
        Followed next = next();
        ByteBuffer buffer = ByteBuffer.allocate(next == null ? 0 : BUFFER);
        while (next != null) {
            take(next, buffer);
            done(next);
            next = next();
        }
    }

    /** What fails for one must not end the reading for all. */
    private static void take(Followed next, ByteBuffer buffer) {
        try {
            next.turn(buffer, System.nanoTime());
        } catch (RuntimeException | Error e) {
            LOG.error("A turn of reading output failed", e);
        }
    }

    private void done(Followed taken) {
        lock.lock();
        try {
            turns--;
            stuck.remove(taken);
            if (turn == taken) {
                turn = null;
            }
            if (!taken.isFinished()) {
                taken.settle();
                waiting.add(taken);
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whose turn is next, as soon as it is due; null if this thread is not needed any more. */
    private @Nullable Followed next() {
        lock.lock();
        try {
            while (leads()) {
                stuck.forEach(Followed::relieve);
                long now = System.nanoTime();
                Followed first = waiting.peek();
                if (first != null && first.due() - now <= 0) {
                    return begun(waiting.remove(), now);
                }
                if (closed && first == null && turns == 0) {
                    leader = null;
                    leaderless.signalAll();
                    return null;
                }
                await(
                        news,
                        Math.min(first == null ? LONG_TIME : first.due() - now, stuck.isEmpty() ? LONG_TIME : IDLE));
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private Followed begun(Followed first, long now) {
        first.begin();
        turn = first;
        turnBegan = now;
        turns++;
        if (successor == null) {
            successor = begin();
        }
        return first;
    }

    /** Waits until this thread has the lead; false if it will not be needed for that. */
    private boolean leads() {
        Thread self = Thread.currentThread();
        while (leader != self) {
            if (leader == null || successor != null && successor != self) {
                successor = successor == self ? null : successor;
                return false;
            }
            successor = self;
            long patience = PATIENCE / Math.max(1, turns);
            long left = turn == null ? IDLE : turnBegan + patience - System.nanoTime();
            if (turn != null && left <= 0) {
                leader = self;
                successor = null;
                stuck.add(turn);
                turn = null;
            } else {
                await(leaderless, left);
            }
        }
        return true;
    }

    private static void await(Condition condition, long nanos) {
        try {
            condition.awaitNanos(nanos);
        } catch (InterruptedException e) {
            LOG.error("Interrupted by a stranger: output is read on", e);
        }
    }

    /** Ends the threads as soon as nothing is left to read. */
    @Override
    public void close() {
        locked(() -> closed = true);
    }
}
