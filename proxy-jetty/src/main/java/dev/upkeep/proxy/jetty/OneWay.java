package dev.upkeep.proxy.jetty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a {@link Tunnel}: reads from its own end, writes to the other, and reads no further before that has
 * taken it. Has a buffer only while there is something to carry.
 */
final class OneWay extends AbstractConnection implements Connection.UpgradeTo {
    private static final int PIECE = 16 * 1024;

    private final EndPoint to;
    private final ByteBufferPool buffers;
    private final Consumer<ByteBuffer> watcher;
    private final Consumer<@Nullable Throwable> ended;
    private final Carrier carrier = new Carrier();
    private final Callback readable =
            Callback.from(Invocable.InvocationType.NON_BLOCKING, this::onFillable, this::onFillInterestedFailed);
    private volatile boolean opened;
    private volatile @Nullable Supplier<Optional<ByteBuffer>> lastWord;

    /**
     * Not begun yet.
     *
     * @param watcher sees each piece before it is carried, and leaves it as it is
     * @param ended may be told more than once, with null for an orderly end
     */
    OneWay(
            EndPoint from,
            EndPoint to,
            Executor threads,
            ByteBufferPool buffers,
            Consumer<ByteBuffer> watcher,
            Consumer<@Nullable Throwable> ended) {
        super(from, threads);
        this.to = to;
        this.buffers = buffers;
        this.watcher = watcher;
        this.ended = ended;
    }

    /** Between two pieces, puts in what this says then, and carries no more; if it says nothing, that is the end. */
    void endWith(Supplier<Optional<ByteBuffer>> word) {
        lastWord = word;
        carrier.iterate();
    }

    /** What came right behind the last message of HTTP. */
    @Override
    public void onUpgradeTo(ByteBuffer early) {
        carrier.early = early;
    }

    @Override
    public void onOpen() {
        super.onOpen();
        opened = true;
        carrier.iterate();
    }

    @Override
    public void onFillable() {
        carrier.iterate();
    }

    @Override
    public void onFillInterestedFailed(Throwable cause) {
        ended.accept(cause);
    }

    /** Either side may be silent for as long as it likes. */
    @Override
    public boolean onIdleExpired(TimeoutException timeout) {
        return false;
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        super.onClose(cause);
        ended.accept(cause);
    }

    private final class Carrier extends IteratingCallback {
        private @Nullable ByteBuffer early;
        private @Nullable RetainableByteBuffer piece;
        private boolean said;

        @Override
        protected Action process() throws Throwable {
            if (!opened) {
                return Action.IDLE;
            }
            if (early != null) {
                ByteBuffer first = early;
                early = null;
                return carry(first);
            }
            Supplier<Optional<ByteBuffer>> word = lastWord;
            if (word != null && !said) {
                said = true;
                return word.get().map(this::write).orElse(Action.SUCCEEDED);
            }
            return read();
        }

        private Action read() throws IOException {
            ByteBuffer bytes = emptied();
            int count = getEndPoint().fill(bytes);
            while (said && count > 0) {
                BufferUtil.clear(bytes);
                count = getEndPoint().fill(bytes);
            }
            return count > 0 ? carry(bytes) : pause(count);
        }

        private Action carry(ByteBuffer bytes) {
            watcher.accept(bytes);
            return write(bytes);
        }

        private Action write(ByteBuffer bytes) {
            to.write(this, bytes);
            return Action.SCHEDULED;
        }

        private Action pause(int count) {
            release();
            if (count < 0) {
                return Action.SUCCEEDED;
            }
            tryFillInterested(readable);
            return Action.IDLE;
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
