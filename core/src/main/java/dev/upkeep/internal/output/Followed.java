package dev.upkeep.internal.output;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A spool that is being read: when its next turn is, and what remains to be done. Only for the tailer's thread. */
public final class Followed {
    private static final long HOT = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long COLD = TimeUnit.MILLISECONDS.toNanos(250);

    private final Spool spool;
    private final SpoolSpace space;
    private final Runnable glance;
    private long delay = HOT;
    private long due = System.nanoTime();
    private @Nullable Runnable then;
    private boolean finished;

    public Followed(Spool spool, SpoolSpace space, Runnable glance) {
        this.spool = spool;
        this.space = space;
        this.glance = glance;
    }

    public long dueIn(long now) {
        return due - now;
    }

    public boolean isFinished() {
        return finished;
    }

    public void hasten() {
        due = System.nanoTime();
        delay = HOT;
    }

    public void finish(Runnable afterwards) {
        spool.endHere();
        then = afterwards;
        hasten();
    }

    /** Reads what is new, a bufferful at most, so that all get their turn. */
    public void turn(ByteBuffer buffer, long now) {
        boolean ready = spool.isReady();
        int read = ready ? spool.read(buffer) : 0;
        pace(read, ready && (read >= buffer.capacity() || then != null), now);
        if (then != null && spool.isDone()) {
            spool.close();
            finished = true;
            then.run();
        } else {
            spool.tails().forEach(tail -> tail.save(space));
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

    public void rest() {
        spool.rest();
    }
}
