package dev.upkeep.proxy.jetty;

import dev.upkeep.route.ClientLimits;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of clients, over all listeners of a server. Closes those that are too many, and those on which no request
 * has come together for too long. To be started with the server.
 */
final class Clients extends AbstractLifeCycle {
    private static final Logger LOG = LoggerFactory.getLogger(Clients.class);
    private static final long MOST_OFTEN_MILLIS = 20;
    private static final long MOST_RARELY_MILLIS = 5_000;

    /** What is done with one connection. */
    private static final class Use {
        private final AtomicInteger requests = new AtomicInteger();
        private volatile long since = NanoTime.now();
        private volatile boolean first = true;
    }

    private final ClientLimits limits;
    private final Scheduler timers;
    private final Map<EndPoint, Use> uses = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    Clients(ClientLimits limits, Scheduler timers) {
        this.limits = limits;
        this.timers = timers;
    }

    ClientLimits limits() {
        return limits;
    }

    /** A listener that tells of its connections. */
    ServerConnector listener(Server server, ConnectionFactory... protocols) {
        return new ServerConnector(server, protocols) {
            @Override
            protected void onEndPointOpened(EndPoint connection) {
                super.onEndPointOpened(connection);
                opened(connection);
            }

            @Override
            protected void onEndPointClosed(EndPoint connection) {
                closed(connection);
                super.onEndPointClosed(connection);
            }
        };
    }

    /** A handler whose requests are known here. */
    Handler watched(Handler inner) {
        return new Handler.Wrapper(inner) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                return super.handle(request, response, Callback.from(callback, busy(request)));
            }
        };
    }

    private void opened(EndPoint connection) {
        uses.put(connection, new Use());
        if (count.incrementAndGet() > limits.connections()) {
            LOG.debug("{} connections are open: the one from {} is closed", count, connection.getRemoteSocketAddress());
            connection.close();
        }
    }

    private void closed(EndPoint connection) {
        if (uses.remove(connection) != null) {
            count.decrementAndGet();
        }
    }

    /** A request has come, or a tunnel begun; what comes back is to be run when it is over. */
    Runnable busy(Request request) {
        Use use = uses.get(
                transport(request.getConnectionMetaData().getConnection().getEndPoint()));
        if (use == null) {
            return () -> {}; // it is closed, or the listener another's
        }
        use.requests.incrementAndGet();
        use.first = false;
        return () -> {
            use.since = NanoTime.now();
            use.requests.decrementAndGet();
        };
    }

    /** The connection itself, below TLS. */
    private static EndPoint transport(EndPoint connection) {
        return connection instanceof EndPoint.Wrapper wrapper ? transport(wrapper.unwrap()) : connection;
    }

    @Override
    protected void doStart() {
        lookLater();
    }

    private void lookLater() {
        long shortest = Math.min(
                limits.headerTimeout().toMillis(), limits.keepAliveTimeout().toMillis());
        long pause = Math.max(MOST_OFTEN_MILLIS, Math.min(MOST_RARELY_MILLIS, shortest / 8));
        timers.schedule(this::look, pause, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (isStarted() || isStarting()) {
            uses.forEach((connection, use) -> {
                long limit = (use.first ? limits.headerTimeout() : limits.keepAliveTimeout()).toNanos();
                if (use.requests.get() == 0 && NanoTime.since(use.since) > limit) {
                    connection.close();
                }
            });
            lookLater();
        }
    }
}
