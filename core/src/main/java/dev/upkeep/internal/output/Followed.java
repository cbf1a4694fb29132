package dev.upkeep.internal.output;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A spool that is being read: when its next turn is, and what remains to be done. A turn is taken by one thread at a time;
 * the rest is for the tailer under its lock.
 */
public final class Followed {
    private static final long HOT = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long COLD = TimeUnit.MILLISECONDS.toNanos(500);

    private final Spool spool;
    private final SpoolSpace space;
    private final Runnable glance;
    private long delay = HOT;
    private long due = System.nanoTime();
    private boolean hastened;
    private volatile @Nullable Runnable then;
    private boolean ending;
    private boolean finished;

    public Followed(Spool spool, SpoolSpace space, Runnable glance) {
        this.spool = spool;
        this.space = space;
        this.glance = glance;
    }

    /** When its next turn is, in the nanoseconds of {@link System#nanoTime()}. */
    long due() {
        return due;
    }

    public boolean isFinished() {
        return finished;
    }

    /** The next turn is due at once; during a turn, another is due after it. */
    void hasten() {
        hastened = true;
        due = System.nanoTime();
    }

    void begin() {
        hastened = false;
    }

    /** After a turn: what was asked for during it comes first. */
    void settle() {
        if (hastened) {
            due = System.nanoTime();
        }
    }

    /**
     * Nothing is printed any more: from the next turn on, only the rest is read.
     *
     * @param afterwards run when it is read and the spool is gone
     */
    public void finish(Runnable afterwards) {
        then = afterwards;
    }

    /** Sees that what waits to be read does not fill the disk, also while a turn takes long. */
    void relieve() {
        spool.tails().forEach(tail -> tail.relieve(space));
    }

    /** Reads what is new, a bufferful at most, so that all get their turn. */
    public void turn(ByteBuffer buffer, long now) {
        Runnable afterwards = then;
        if (afterwards != null && !ending) {
            ending = true;
            spool.endHere();
        }
        relieve();
        boolean ready = spool.isReady();
        int read = ready ? spool.read(buffer) : 0;
        pace(read, ready && (read >= buffer.capacity() || ending), now);
        if (afterwards != null && spool.isDone()) {
            spool.close();
            finished = true;
            afterwards.run();
        } else {
            spool.save(space);
            glance.run();
        }
    }

    private void pace(int read, boolean more, long now) {
        if (read == 0) {
            delay = Math.min(delay + delay / 2, COLD);
        } else {
            delay = HOT;
        }
        due = more ? now : now + delay;
        if (delay == COLD) {
            spool.rest();
        }
    }
}
