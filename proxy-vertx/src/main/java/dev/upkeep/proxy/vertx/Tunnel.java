package dev.upkeep.proxy.vertx;

import dev.upkeep.route.Upgrades;
import dev.upkeep.route.WebSocketFrames;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two connections that carry whatever comes, both ways and no faster than it is taken, until one of them ends. What was
 * sent before the end still arrives. Confined to the request's context.
 */
final class Tunnel {
    /** How long a client that is told of a restart may take to say goodbye. */
    private static final long GOODBYE_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);

    private final Vertx vertx;
    private final NetSocket client;
    private final NetSocket upstream;
    private final boolean webSocket;
    private final Runnable whenOver;
    private final WebSocketFrames frames = new WebSocketFrames();
    private boolean told;
    private int open = 2;

    /**
     * Not begun yet; both sides are to be paused.
     *
     * @param protocol that is spoken in it
     * @param whenOver run when both connections are closed
     */
    Tunnel(Vertx vertx, NetSocket client, NetSocket upstream, String protocol, Runnable whenOver) {
        this.vertx = vertx;
        this.client = client;
        this.upstream = upstream;
        this.webSocket = Upgrades.isWebSocket(protocol);
        this.whenOver = whenOver;
    }

    void begin() {
        client.shutdownHandler(within -> restart());
        join(client, upstream, new Pump(client, upstream, () -> {})::move);
        Pump down = new Pump(upstream, client, () -> {});
        join(upstream, client, piece -> passDown(piece, down));
    }

    private void join(NetSocket from, NetSocket to, Consumer<Buffer> pass) {
        from.closeHandler(closed -> ended());
        from.exceptionHandler(
                broken -> LOG.debug("Tunnel from {} to {}", from.remoteAddress(), to.remoteAddress(), broken));
        from.handler(pass::accept);
        from.endHandler(end -> end(to));
        from.resume();
    }

    private static void end(NetSocket side) {
        side.shutdownHandler(null); // it would be called by this too
        side.end();
    }

    private void passDown(Buffer piece, Pump down) {
        if (told) {
            return;
        }
        if (webSocket) {
            frames.pass(piece.length(), piece::getByte);
        }
        down.move(piece);
    }

    /** The listener closes, or what is behind it. */
    void restart() {
        if (webSocket && frames.isOneWelcome()) {
            told = true;
            client.write(Buffer.buffer(WebSocketFrames.restart()));
            vertx.setTimer(GOODBYE_MILLIS, late -> end(client));
        } else {
            end(client);
        }
    }

    private void ended() {
        open--;
        if (open == 0) {
            whenOver.run();
        }
    }
}
