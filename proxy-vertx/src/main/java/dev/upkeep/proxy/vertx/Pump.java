package dev.upkeep.proxy.vertx;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;

/** Moves pieces of a body from one side to the other, never faster than they are taken. Confined to one context. */
final class Pump {
    private final ReadStream<Buffer> from;
    private final WriteStream<Buffer> to;
    private final Runnable moved;
    private boolean blocked;
    private Runnable whenTaken = () -> {};
    private long moves;

    Pump(ReadStream<Buffer> from, WriteStream<Buffer> to, Runnable moved) {
        this.from = from;
        this.to = to;
        this.moved = moved;
    }

    /** Whether the receiver does not take what is there for it. */
    boolean blocked() {
        return blocked;
    }

    /** How many pieces were moved so far. */
    long moves() {
        return moves;
    }

    /** Once the receiver has taken what it is {@link #blocked} by, and the sender was told to go on. */
    void whenTaken(Runnable then) {
        whenTaken = then;
    }

    void move(Buffer piece) {
        moves++;
        moved.run();
        to.write(piece);
        if (!blocked && to.writeQueueFull()) {
            blocked = true;
            from.pause();
            to.drainHandler(taken -> goOn());
        }
    }

    private void goOn() {
        if (blocked) {
            blocked = false;
            moved.run();
            from.resume();
            Runnable then = whenTaken;
            whenTaken = () -> {};
            then.run();
        }
    }
}
