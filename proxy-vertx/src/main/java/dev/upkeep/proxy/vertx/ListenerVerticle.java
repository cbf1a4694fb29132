package dev.upkeep.proxy.vertx;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop's share of some listeners: the same addresses as all others, and a handler of its own. */
final class ListenerVerticle extends VerticleBase {
    /** Where to listen, and how. */
    record Listener(SocketAddress address, HttpServerOptions options) {
        /** For port 0 any free one; the number makes it the same for all verticles of a deployment. */
        static Listener of(String host, int port, int number, HttpServerOptions options) {
            SocketAddress address = port == 0
                    ? SocketAddress.sharedRandomPort(number, host)
                    : SocketAddress.inetSocketAddress(port, host);
            return new Listener(address, options);
        }
    }

    /** What becomes of connections and requests. */
    record Service(Handler<HttpConnection> connections, Handler<HttpServerRequest> requests) {}

    private static final Logger LOG = LoggerFactory.getLogger(ListenerVerticle.class);

    private final List<Listener> listeners;
    private final Duration drain;
    private final Function<Vertx, Service> service;
    private final List<HttpServer> servers = new ArrayList<>();

    /**
     * Not listening yet.
     *
     * @param drain how long requests under way may go on after the stop
     * @param service made on the event loop
     */
    ListenerVerticle(List<Listener> listeners, Duration drain, Function<Vertx, Service> service) {
        this.listeners = listeners;
        this.drain = drain;
        this.service = service;
    }

    @Override
    public Future<?> start() {
        Service made = service.apply(vertx);
        Future<?> all = Future.succeededFuture();
        for (Listener listener : listeners) {
            HttpServer server = vertx.createHttpServer(listener.options())
                    .connectionHandler(connection -> {
                        connection.exceptionHandler(
                                broken -> LOG.debug("Connection from {}", connection.remoteAddress(), broken));
                        made.connections().handle(connection);
                    })
                    .invalidRequestHandler(OwnAnswers::unreadable)
                    .requestHandler(made.requests());
            servers.add(server);
            all = all.compose(before -> listen(server, listener.address()));
        }
        return all;
    }

    private static Future<HttpServer> listen(HttpServer server, SocketAddress address) {
        return server.listen(address).recover(refused -> {
            String where = "port " + address.port() + " on " + address.host() + ": ";
            BindException named = new BindException(where + Failures.detail(refused));
            named.initCause(refused);
            return Future.failedFuture(named);
        });
    }

    /** The ports taken, in the order of the listeners; after the start. */
    List<Integer> ports() {
        return servers.stream().map(HttpServer::actualPort).toList();
    }

    Duration drain() {
        return drain;
    }

    @Override
    public Future<?> stop() {
        return Future.join(
                servers.stream().map(server -> server.shutdown(drain)).toList());
    }
}
