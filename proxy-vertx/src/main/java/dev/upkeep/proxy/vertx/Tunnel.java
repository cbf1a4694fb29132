package dev.upkeep.proxy.vertx;

import io.vertx.core.net.NetSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two connections that carry whatever comes, both ways and no faster than it is taken, until one of them ends. What was
 * sent before the end still arrives. Confined to the request's context.
 */
final class Tunnel {
    private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);

    private final NetSocket client;
    private final NetSocket upstream;
    private final Runnable whenOver;
    private int open = 2;

    /**
     * Not begun yet; both sides are to be paused.
     *
     * @param whenOver run when both connections are closed
     */
    Tunnel(NetSocket client, NetSocket upstream, Runnable whenOver) {
        this.client = client;
        this.upstream = upstream;
        this.whenOver = whenOver;
    }

    void begin() {
        client.closeHandler(closed -> ended());
        upstream.closeHandler(closed -> ended());
        join(client, upstream);
        join(upstream, client);
    }

    private static void join(NetSocket from, NetSocket to) {
        from.pipeTo(to).onFailure(broken -> {
            LOG.debug("Tunnel from {} to {}", from.remoteAddress(), to.remoteAddress(), broken);
            from.close();
            to.close();
        });
    }

    private void ended() {
        open--;
        if (open == 0) {
            whenOver.run();
        }
    }
}
