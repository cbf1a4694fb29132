package dev.upkeep.proxy.jetty;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a {@link Tunnel}: reads from its own end, writes to the other, and reads no further before that has
 * taken it. Has a buffer only while there is something to carry.
 */
final class OneWay extends AbstractConnection.NonBlocking implements Connection.UpgradeTo {
    private static final int PIECE = 16 * 1024;

    private final EndPoint to;
    private final ByteBufferPool buffers;
    private final Consumer<@Nullable Throwable> ended;
    private final Carrier carrier = new Carrier();

    /** {@code ended} may be told more than once, with null for an orderly end. */
    OneWay(EndPoint from, EndPoint to, Executor threads, ByteBufferPool buffers, Consumer<@Nullable Throwable> ended) {
        super(from, threads);
        this.to = to;
        this.buffers = buffers;
        this.ended = ended;
    }

    /** What came right behind the last message of HTTP. */
    @Override
    public void onUpgradeTo(ByteBuffer early) {
        carrier.early = early;
    }

    @Override
    public void onOpen() {
        super.onOpen();
        carrier.iterate();
    }

    @Override
    public void onFillable() {
        carrier.iterate();
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        super.onClose(cause);
        ended.accept(cause);
    }

    private final class Carrier extends IteratingCallback {
        private @Nullable ByteBuffer early;
        private @Nullable RetainableByteBuffer piece;

        @Override
        protected Action process() throws Throwable {
            if (early != null) {
                ByteBuffer first = early;
                early = null;
                to.write(this, first);
                return Action.SCHEDULED;
            }
            ByteBuffer bytes = emptied();
            int count = getEndPoint().fill(bytes);
            if (count > 0) {
                to.write(this, bytes);
                return Action.SCHEDULED;
            }
            release();
            if (count < 0) {
                return Action.SUCCEEDED;
            }
            fillInterested(this);
            return Action.SCHEDULED;
        }

        private ByteBuffer emptied() {
            RetainableByteBuffer kept = piece == null ? buffers.acquire(PIECE, true) : piece;
            piece = kept;
            ByteBuffer bytes = kept.getByteBuffer();
            BufferUtil.clear(bytes);
            return bytes;
        }

        private void release() {
            RetainableByteBuffer kept = piece;
            piece = null;
            if (kept != null) {
                kept.release();
            }
        }

        @Override
        protected void onCompleteSuccess() {
            ended.accept(null);
        }

        @Override
        protected void onCompleteFailure(Throwable cause) {
            release();
            ended.accept(cause);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
