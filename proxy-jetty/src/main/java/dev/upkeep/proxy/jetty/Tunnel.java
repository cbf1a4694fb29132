package dev.upkeep.proxy.jetty;

import dev.upkeep.route.Upgrades;
import dev.upkeep.route.WebSocketFrames;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Components;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Two connections that carry whatever comes, both ways and no faster than it is taken, until one of them ends. What was
 * sent before the end still arrives.
 */
final class Tunnel {
    /** How long a client that is told of a restart may take to say goodbye. */
    private static final long GOODBYE_MILLIS = 1_000;

    private final EndPoint client;
    private final EndPoint upstream;
    private final OneWay up;
    private final OneWay down;
    private final boolean webSocket;
    private final WebSocketFrames frames = new WebSocketFrames();
    private final Scheduler timers;
    private final Consumer<Tunnel> whenOver;
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * Not begun yet.
     *
     * @param protocol that is spoken in it
     * @param whenOver told once, when both connections are closed
     */
    Tunnel(EndPoint client, EndPoint upstream, String protocol, Components parts, Consumer<Tunnel> whenOver) {
        this.client = client;
        this.upstream = upstream;
        this.webSocket = Upgrades.isWebSocket(protocol);
        this.timers = parts.getScheduler();
        Executor threads = parts.getExecutor();
        ByteBufferPool buffers = parts.getByteBufferPool();
        this.up = new OneWay(client, upstream, threads, buffers, piece -> {}, this::close);
        this.down = new OneWay(upstream, client, threads, buffers, this::watch, this::close);
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

    private void watch(ByteBuffer piece) {
        if (webSocket) {
            int first = piece.position();
            frames.pass(piece.remaining(), index -> piece.get(first + index));
        }
    }

    /** The server stops, or what is behind it. */
    void restart() {
        if (webSocket) {
            down.endWith(this::goodbye);
            timers.schedule(() -> close(null), GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            close(null);
        }
    }

    private Optional<ByteBuffer> goodbye() {
        return frames.isOneWelcome() ? Optional.of(ByteBuffer.wrap(WebSocketFrames.restart())) : Optional.empty();
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
