package dev.upkeep.proxy.jetty;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * Two connections that carry whatever comes, both ways and no faster than it is taken, until one of them ends. What was
 * sent before the end still arrives.
 */
final class Tunnel {
    private final EndPoint client;
    private final EndPoint upstream;
    private final OneWay up;
    private final OneWay down;
    private final Consumer<Tunnel> whenOver;
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * Not begun yet.
     *
     * @param whenOver told once, when both connections are closed
     */
    Tunnel(EndPoint client, EndPoint upstream, Executor threads, ByteBufferPool buffers, Consumer<Tunnel> whenOver) {
        this.client = client;
        this.upstream = upstream;
        this.up = new OneWay(client, upstream, threads, buffers, this::close);
        this.down = new OneWay(upstream, client, threads, buffers, this::close);
        this.whenOver = whenOver;
        client.setIdleTimeout(0); // either side may be silent for as long as it likes
        upstream.setIdleTimeout(0);
    }

    /** What the client's connection becomes once its answer is complete. */
    Connection clientSide() {
        return up;
    }

    /** After the client has its answer. */
    void begin() {
        upstream.upgrade(down);
    }

    /** Closes both connections, if they are open still. */
    void close(@Nullable Throwable cause) {
        if (over.compareAndSet(false, true)) {
            client.close(cause);
            upstream.close(cause);
            whenOver.accept(this);
        }
    }
}
