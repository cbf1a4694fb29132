package dev.upkeep.proxy.vertx;

import dev.upkeep.route.Router;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** One event loop's share of the proxy: the same listeners as all others, and upstream connections of its own. */
final class ProxyVerticle extends VerticleBase {
    /** Where to listen, and how. */
    record Listener(SocketAddress address, HttpServerOptions options) {}

    private final Router router;
    private final List<Listener> listeners;
    private final List<HttpServer> servers = new ArrayList<>();

    ProxyVerticle(Router router, List<Listener> listeners) {
        this.router = router;
        this.listeners = listeners;
    }

    @Override
    public Future<?> start() {
        UpkeepProxyHandler handler = new UpkeepProxyHandler(vertx, router);
        Future<?> all = Future.succeededFuture();
        for (Listener listener : listeners) {
            HttpServer server = vertx.createHttpServer(listener.options()).requestHandler(handler);
            servers.add(server);
            all = all.compose(before -> server.listen(listener.address()))
                    .recover(thrown -> Future.failedFuture(unavailable(listener.address(), thrown)));
        }
        return all;
    }

    private static UncheckedIOException unavailable(SocketAddress address, Throwable thrown) {
        if (thrown instanceof UncheckedIOException told) {
            return told;
        }
        String what = "port " + address.port() + " on " + address.host() + ": " + Failures.detail(thrown);
        return new UncheckedIOException(new IOException(what + " (expected: a free port of this machine)", thrown));
    }

    /** The ports taken, in the order of the listeners; after the start. */
    List<Integer> ports() {
        return servers.stream().map(HttpServer::actualPort).toList();
    }

    @Override
    public Future<?> stop() {
        return Future.join(servers.stream()
                .map(server -> server.shutdown(VertxProxy.GRACE))
                .toList());
    }
}
