package dev.upkeep.proxy.jetty;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Components;
import org.eclipse.jetty.server.Request;

/** All tunnels that are open. They are nobody's requests any more, so a server that stops does not wait for them. */
final class Tunnels {
    private final Set<Tunnel> open = ConcurrentHashMap.newKeySet();

    /** A new one, not begun yet. {@code ended} is run once. */
    Tunnel between(Request client, EndPoint upstream, Runnable ended) {
        Components components = client.getComponents();
        EndPoint own = client.getConnectionMetaData().getConnection().getEndPoint();
        Tunnel tunnel = new Tunnel(own, upstream, components.getExecutor(), components.getByteBufferPool(), closed -> {
            open.remove(closed);
            ended.run();
        });
        open.add(tunnel);
        return tunnel;
    }

    /** Ends all of them. */
    void close() {
        open.forEach(tunnel -> tunnel.close(null));
    }
}
