package dev.upkeep.proxy.vertx;

import dev.upkeep.route.ClientLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of clients, of one event loop. Closes those that are too many, and those on which no request has come
 * together for too long. Vert.x's own timeout would take a quiet exchange for an idle connection. Confined to the loop.
 */
final class Clients {
    private static final Logger LOG = LoggerFactory.getLogger(Clients.class);
    private static final long MOST_OFTEN_MILLIS = 20;
    private static final long MOST_RARELY_MILLIS = 5_000;
    private static final int SWITCHING_PROTOCOLS = 101;

    private static final class Use {
        private int exchanges;
        private boolean first = true;
        private long since = System.nanoTime();
    }

    private final ClientLimits limits;
    private final AtomicInteger open;
    private final Map<HttpConnection, Use> uses = new HashMap<>();

    /** {@code open}: how many there are, of all loops. */
    Clients(Vertx vertx, ClientLimits limits, AtomicInteger open) {
        this.limits = limits;
        this.open = open;
        long shortest = Math.min(
                limits.headerTimeout().toMillis(), limits.keepAliveTimeout().toMillis());
        long pause = Math.max(MOST_OFTEN_MILLIS, Math.min(MOST_RARELY_MILLIS, shortest / 8));
        vertx.setPeriodic(pause, time -> closeIdle(System.nanoTime()));
    }

    void opened(HttpConnection connection) {
        uses.put(connection, new Use());
        connection.closeHandler(closed -> closed(connection));
        if (open.incrementAndGet() > limits.connections()) {
            LOG.debug("{} connections are open: the one from {} is closed", open, connection.remoteAddress());
            connection.close();
        }
    }

    private void closed(HttpConnection connection) {
        if (uses.remove(connection) != null) {
            open.decrementAndGet();
        }
    }

    /** An exchange begins; what comes back is to be run when it is over, and the tunnel if it became one. */
    Runnable busy(HttpServerRequest request) {
        Use use = uses.get(request.connection());
        if (use == null) {
            return () -> {}; // it is closed already
        }
        use.exchanges++;
        use.first = false;
        return () -> {
            use.exchanges--;
            use.since = System.nanoTime();
            if (request.response().getStatusCode() == SWITCHING_PROTOCOLS) {
                closed(request.connection()); // a tunnel does not tell that it is closed
            }
        };
    }

    private void closeIdle(long now) {
        for (Map.Entry<HttpConnection, Use> entry : new ArrayList<>(uses.entrySet())) {
            Use use = entry.getValue();
            Duration limit = use.first ? limits.headerTimeout() : limits.keepAliveTimeout();
            if (use.exchanges == 0 && now - use.since > limit.toNanos()) {
                entry.getKey().close();
            }
        }
    }
}
