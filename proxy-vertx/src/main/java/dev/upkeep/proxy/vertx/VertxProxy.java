package dev.upkeep.proxy.vertx;

import dev.upkeep.proxy.vertx.ListenerVerticle.Listener;
import dev.upkeep.proxy.vertx.ListenerVerticle.Service;
import dev.upkeep.route.ClientLimits;
import dev.upkeep.route.Route;
import dev.upkeep.route.Router;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.tls.ServerKeys;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A reverse proxy that listens: HTTP/1.1 and h2c on one port, and HTTP/1.1 and HTTP/2 over TLS on another if a route wants
 * it. Open one, close it at the end.
 *
 * <pre>{@code
 * try (VertxProxy proxy = VertxProxy.open(router, spec, Optional.empty())) {
 *     System.out.println("http://localhost:" + proxy.port());
 *     …
 * }
 * }</pre>
 *
 * Thread-safe; each event loop has connections to the upstreams of its own.
 */
public final class VertxProxy implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Deployment deployment;

    private VertxProxy(Deployment deployment) {
        this.deployment = deployment;
    }

    /**
     * Opens a proxy with event loops of its own, one for each processor; native transport where there is one. Waits until
     * it listens: not to be called on an event loop.
     *
     * @param router decides about each request
     * @param spec addresses, ports and limits; of its routes only whether one has {@code ssl} matters here
     * @param keys what HTTPS clients are shown; must be there if a route has {@code ssl}
     * @return an open proxy
     * @throws IOException if a port can't be opened, such as one that is in use; the message names it
     * @throws IllegalArgumentException if a route has {@code ssl} and there are no keys
     */
    public static VertxProxy open(Router router, ProxySpec spec, Optional<ServerKeys> keys) throws IOException {
        Door door = new Door(spec.limits());
        return new VertxProxy(Deployment.open(loops(), door, verticles(router, spec, keys, door::passed)));
    }

    /**
     * Opens a proxy within an application's Vert.x. There connections count from their first requests on, and those that never
     * send one are let be.
     *
     * @param vertx provides the event loops; closing it closes the proxy
     * @param router decides about each request
     * @param spec addresses, ports and limits; of its routes only whether one has {@code ssl} matters here
     * @param keys what HTTPS clients are shown; must be there if a route has {@code ssl}
     * @return an open proxy; fails with {@link java.net.BindException} if a port can't be opened, and the message names it
     * @throws IllegalArgumentException if a route has {@code ssl} and there are no keys
     */
    public static Future<VertxProxy> open(Vertx vertx, Router router, ProxySpec spec, Optional<ServerKeys> keys) {
        return Deployment.open(vertx, loops(), verticles(router, spec, keys, connection -> {}))
                .map(VertxProxy::new);
    }

    private static int loops() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static Supplier<ListenerVerticle> verticles(
            Router router, ProxySpec spec, Optional<ServerKeys> keys, Handler<HttpConnection> arrived) {
        List<Listener> listeners = listeners(spec, keys);
        ClientLimits limits = spec.limits();
        AtomicInteger open = new AtomicInteger();
        return () -> new ListenerVerticle(listeners, DRAIN, vertx -> service(vertx, router, limits, open, arrived));
    }

    /** {@code open}: the connections of all event loops. */
    private static Service service(
            Vertx vertx, Router router, ClientLimits limits, AtomicInteger open, Handler<HttpConnection> arrived) {
        UpkeepProxyHandler handler = new UpkeepProxyHandler(vertx, router, limits);
        Clients clients = new Clients(vertx, limits, open);
        Handler<HttpConnection> connections = connection -> {
            arrived.handle(connection);
            clients.opened(connection);
        };
        return new Service(connections, request -> handler.handle(request, clients.busy(request)));
    }

    private static List<Listener> listeners(ProxySpec spec, Optional<ServerKeys> keys) {
        List<Listener> listeners = new ArrayList<>();
        listeners.add(Listener.of(spec.host(), spec.port(), 1, ServerOptions.plain(spec.limits())));
        if (spec.routes().stream().anyMatch(Route::ssl)) {
            ServerKeys given = keys.orElseThrow(
                    () -> new IllegalArgumentException("keys: none (expected: some, because a route has ssl)"));
            listeners.add(Listener.of(spec.host(), spec.httpsPort(), 2, ServerOptions.secure(given, spec.limits())));
        }
        return listeners;
    }

    /**
     * The port for HTTP.
     *
     * @return the one that was opened, also if the specification says 0
     */
    public int port() {
        return deployment.ports().get(0);
    }

    /**
     * The port for HTTPS.
     *
     * @return the one that was opened, or -1 if no route has {@code ssl}
     */
    public int httpsPort() {
        List<Integer> ports = deployment.ports();
        return ports.size() > 1 ? ports.get(1) : -1;
    }

    /**
     * Takes no more requests, lets those under way end for 5 s, cuts the rest off. WebSockets and other tunnels are ended
     * at once, with a word to their clients where there can be one. The second time does nothing. Not to be called on an
     * event loop.
     */
    @Override
    public void close() {
        deployment.close();
    }
}
