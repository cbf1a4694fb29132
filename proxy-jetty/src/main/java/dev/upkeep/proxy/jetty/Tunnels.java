package dev.upkeep.proxy.jetty;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/** All tunnels that are open. They are nobody's requests any more, and have to be told when their server stops. */
final class Tunnels {
    private final Set<Tunnel> open = ConcurrentHashMap.newKeySet();
    private final UnderWay underWay;

    private final Function<Request, Runnable> busy;

    Tunnels(UnderWay underWay, Function<Request, Runnable> busy) {
        this.underWay = underWay;
        this.busy = busy;
    }

    /** A new one, not begun yet. {@code ended} is run once. */
    Tunnel between(Request client, EndPoint upstream, String protocol, Runnable ended) {
        EndPoint own = client.getConnectionMetaData().getConnection().getEndPoint();
        Callback counted = Callback.from(underWay.counting(Callback.NOOP), busy.apply(client));
        Tunnel tunnel = new Tunnel(own, upstream, protocol, client.getComponents(), closed -> {
            open.remove(closed);
            ended.run();
            counted.succeeded();
        });
        open.add(tunnel);
        return tunnel;
    }

    /** The server stops: all of them end soon. */
    void restart() {
        open.forEach(Tunnel::restart);
    }
}
