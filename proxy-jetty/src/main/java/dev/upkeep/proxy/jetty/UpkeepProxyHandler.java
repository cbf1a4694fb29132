package dev.upkeep.proxy.jetty;

import dev.upkeep.route.Router;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.Graceful;

/**
 * Does with each request what a {@link Router} says: forwards, holds, refuses or redirects it. Put it into a server of
 * your own, alone or among other handlers; it uses that server's threads, and none of them ever waits.
 *
 * <p>{@link JettyProxy} is a server with this handler and listeners that suit it. In another one, paths such as
 * {@code /a%2Fb} reach the router only if {@code HttpConfiguration.setUriCompliance(UriCompliance.UNSAFE)} lets them in,
 * and Jetty's {@code Server} and {@code Date} fields stay in answers that have none unless they are switched off.
 *
 * <p>When its server stops, requests under way may end within the server's stop timeout.
 */
public final class UpkeepProxyHandler extends Handler.Abstract.NonBlocking implements Graceful {
    private final Router router;
    private final Upstreams upstreams = new Upstreams();
    private final UnderWay underWay = new UnderWay(this);
    private final Tunnels tunnels = new Tunnels(underWay);

    /**
     * Makes a handler.
     *
     * @param router decides about each request
     */
    public UpkeepProxyHandler(Router router) {
        this.router = Objects.requireNonNull(router, "router");
        installBean(upstreams);
    }

    @Override
    protected void doStart() throws Exception {
        upstreams.use(getServer());
        underWay.cancel();
        super.doStart();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        new Exchange(request, response, underWay.counting(callback), router, upstreams, tunnels).begin();
        return true;
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        CompletableFuture<Void> done = underWay.shutdown();
        tunnels.restart();
        return done;
    }

    @Override
    public boolean isShutdown() {
        return underWay.isShutdown();
    }
}
