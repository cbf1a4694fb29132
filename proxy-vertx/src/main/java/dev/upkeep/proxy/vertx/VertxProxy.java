package dev.upkeep.proxy.vertx;

import dev.upkeep.proxy.vertx.ProxyVerticle.Listener;
import dev.upkeep.route.Route;
import dev.upkeep.route.Router;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.tls.ServerKeys;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A proxy that listens: HTTP/1.1 and h2c on one port and, if a route has {@code ssl}, HTTP/1.1 and h2 over TLS on another.
 * Each event loop has connections to the upstreams of its own. Thread-safe.
 */
public final class VertxProxy implements AutoCloseable {
    /** How long requests under way may go on after {@link #close} was called. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final boolean ownsVertx;
    private final String deployment;
    private final List<Integer> ports;
    private final AtomicBoolean closed = new AtomicBoolean();

    private VertxProxy(Vertx vertx, boolean ownsVertx, String deployment, List<Integer> ports) {
        this.vertx = vertx;
        this.ownsVertx = ownsVertx;
        this.deployment = deployment;
        this.ports = ports;
    }

    /**
     * Opens a proxy with event loops of its own, one for each processor; native transport where there is one. Waits until
     * it listens: not to be called on an event loop.
     *
     * @param router decides about each request
     * @param spec says where to listen; of its routes only {@code ssl} matters here
     * @param keys for HTTPS; without them there is none
     * @return a proxy that takes requests
     * @throws java.io.UncheckedIOException if a port can't be had; the message names it
     */
    public static VertxProxy open(Router router, ProxySpec spec, Optional<ServerKeys> keys) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        try {
            return Blocking.get(deploy(vertx, true, router, spec, keys), GRACE);
        } catch (RuntimeException e) {
            Blocking.get(vertx.close(), GRACE);
            throw e;
        }
    }

    /**
     * Opens a proxy within an application's Vert.x.
     *
     * @param vertx provides the event loops; closing it closes the proxy
     * @param router decides about each request
     * @param spec says where to listen; of its routes only {@code ssl} matters here
     * @param keys for HTTPS; without them there is none
     * @return a proxy that takes requests; fails with {@link java.io.UncheckedIOException} if a port can't be had, and
     *     the message names it
     */
    public static Future<VertxProxy> open(Vertx vertx, Router router, ProxySpec spec, Optional<ServerKeys> keys) {
        return deploy(vertx, false, router, spec, keys);
    }

    private static Future<VertxProxy> deploy(
            Vertx vertx, boolean ownsVertx, Router router, ProxySpec spec, Optional<ServerKeys> keys) {
        List<Listener> listeners = listeners(spec, keys);
        Queue<ProxyVerticle> verticles = new ConcurrentLinkedQueue<>();
        Supplier<ProxyVerticle> another = () -> {
            ProxyVerticle verticle = new ProxyVerticle(router, listeners);
            verticles.add(verticle);
            return verticle;
        };
        int loops = Runtime.getRuntime().availableProcessors();
        return vertx.deployVerticle(another, new DeploymentOptions().setInstances(loops))
                .map(id ->
                        new VertxProxy(vertx, ownsVertx, id, verticles.element().ports()));
    }

    private static List<Listener> listeners(ProxySpec spec, Optional<ServerKeys> keys) {
        List<Listener> listeners = new ArrayList<>();
        listeners.add(new Listener(address(spec.host(), spec.port(), 1), ServerOptions.plain()));
        if (spec.routes().stream().anyMatch(Route::ssl)) {
            SocketAddress address = address(spec.host(), spec.httpsPort(), 2);
            keys.ifPresent(given -> listeners.add(new Listener(address, ServerOptions.secure(given))));
        }
        return listeners;
    }

    /** For port 0 any free one; the number makes it the same for all verticles. */
    private static SocketAddress address(String host, int port, int number) {
        return port == 0 ? SocketAddress.sharedRandomPort(number, host) : SocketAddress.inetSocketAddress(port, host);
    }

    /**
     * Where it listens for HTTP.
     *
     * @return the port, also if any free one was asked for
     */
    public int port() {
        return ports.get(0);
    }

    /**
     * Where it listens for HTTPS.
     *
     * @return the port, also if any free one was asked for; -1 if there is no HTTPS
     */
    public int httpsPort() {
        return ports.size() > 1 ? ports.get(1) : -1;
    }

    /**
     * Takes no new request, lets those under way end for up to 10 s, and breaks off what is left. The second time does
     * nothing. Not to be called on an event loop.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Duration bound = GRACE.multipliedBy(2);
            Blocking.get(vertx.undeploy(deployment), bound);
            if (ownsVertx) {
                Blocking.get(vertx.close(), bound);
            }
        }
    }
}
