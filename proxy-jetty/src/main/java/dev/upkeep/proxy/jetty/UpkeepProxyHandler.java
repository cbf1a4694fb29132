package dev.upkeep.proxy.jetty;

import dev.upkeep.route.ClientLimits;
import dev.upkeep.route.Router;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
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
    private final Tunnels tunnels;
    private final ClientLimits limits;
    private final Function<Request, Runnable> busy;

    /**
     * Makes a handler.
     *
     * @param router decides about each request
     */
    public UpkeepProxyHandler(Router router) {
        this(router, ClientLimits.DEFAULT);
    }

    /**
     * Makes a handler with other limits.
     *
     * @param router decides about each request
     * @param limits for sizes and bodies; connections, and the time until there is a request, are the server's concern
     */
    public UpkeepProxyHandler(Router router, ClientLimits limits) {
        this(router, limits, request -> () -> {});
    }

    /** {@code busy} is told of each request, and gives what is to be run when that, or its tunnel, is over. */
    UpkeepProxyHandler(Router router, ClientLimits limits, Function<Request, Runnable> busy) {
        this.router = Objects.requireNonNull(router, "router");
        this.limits = Objects.requireNonNull(limits, "limits");
        this.busy = busy;
        this.tunnels = new Tunnels(underWay, busy);
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
        Callback counted = Callback.from(underWay.counting(callback), busy.apply(request));
        new Exchange(request, response, counted, router, limits, upstreams, tunnels).begin();
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
