package dev.upkeep.proxy.vertx;

import dev.upkeep.proxy.vertx.ListenerVerticle.Listener;
import dev.upkeep.proxy.vertx.ListenerVerticle.Service;
import dev.upkeep.rest.ManagementApi;
import dev.upkeep.route.ClientLimits;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** A listener of its own for a {@link ManagementApi}. Open one, close it at the end. Thread-safe. */
public final class VertxManagement implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(1);

    private final Deployment deployment;

    private VertxManagement(Deployment deployment) {
        this.deployment = deployment;
    }

    /**
     * Opens the listener with an event loop of its own, and serves HTTP/1.1. Waits until it listens: not to be called on an
     * event loop.
     *
     * @param api answers all requests
     * @param host the address to bind, such as {@code 127.0.0.1}, which other machines can't reach
     * @param port 0 takes any free one
     * @return an open listener
     * @throws IOException if the port can't be opened, such as one that is in use; the message names it
     */
    public static VertxManagement listen(ManagementApi api, String host, int port) throws IOException {
        return listen(api, host, port, ClientLimits.DEFAULT);
    }

    static VertxManagement listen(ManagementApi api, String host, int port, ClientLimits limits) throws IOException {
        Door door = new Door(limits);
        return new VertxManagement(Deployment.open(1, door, verticles(api, host, port, door::passed)));
    }

    /**
     * Opens the listener within an application's Vert.x.
     *
     * @param vertx provides the event loop; closing it closes the listener
     * @param api answers all requests
     * @param host the address to bind, such as {@code 127.0.0.1}, which other machines can't reach
     * @param port 0 takes any free one
     * @return an open listener; fails with {@link java.net.BindException} if the port can't be opened, and the message
     *     names it
     */
    public static Future<VertxManagement> listen(Vertx vertx, ManagementApi api, String host, int port) {
        return Deployment.open(vertx, 1, verticles(api, host, port, connection -> {}))
                .map(VertxManagement::new);
    }

    private static Supplier<ListenerVerticle> verticles(
            ManagementApi api, String host, int port, Handler<HttpConnection> arrived) {
        List<Listener> listeners = List.of(Listener.of(host, port, 1, ServerOptions.management()));
        ManagementHandler handler = new ManagementHandler(api);
        // without HTTP/2 connections are told of before the door sees them; a request comes later in any case
        Service service = new Service(connection -> {}, request -> {
            arrived.handle(request.connection());
            handler.handle(request);
        });
        return () -> new ListenerVerticle(listeners, DRAIN, vertx -> service);
    }

    /**
     * The port.
     *
     * @return the one that was opened, also if any was asked for
     */
    public int port() {
        return deployment.ports().get(0);
    }

    /**
     * Takes no more requests, lets those under way end for 1 s. The second time does nothing. Not to be called on an event
     * loop.
     */
    @Override
    public void close() {
        deployment.close();
    }
}
