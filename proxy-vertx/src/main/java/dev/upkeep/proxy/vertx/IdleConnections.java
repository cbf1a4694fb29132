package dev.upkeep.proxy.vertx;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * Closes connections of clients on which no exchange has been under way for too long, also those that never got a request
 * together. Vert.x's own timeout would take a quiet exchange for an idle connection. Confined to one event loop.
 */
final class IdleConnections {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofSeconds(5);

    private static final class Use {
        private int exchanges;
        private long since = System.nanoTime();
    }

    private final Map<HttpConnection, Use> uses = new HashMap<>();

    IdleConnections(Vertx vertx) {
        vertx.setPeriodic(STEP.toMillis(), time -> closeIdle(System.nanoTime()));
    }

    void opened(HttpConnection connection) {
        uses.put(connection, new Use());
        connection.closeHandler(closed -> uses.remove(connection));
    }

    /** An exchange begins; what comes back is to be run when it is over. */
    Runnable busy(HttpConnection connection) {
        Use use = uses.computeIfAbsent(connection, unknown -> new Use());
        use.exchanges++;
        return () -> {
            use.exchanges--;
            use.since = System.nanoTime();
        };
    }

    private void closeIdle(long now) {
        for (Map.Entry<HttpConnection, Use> entry : new ArrayList<>(uses.entrySet())) {
            Use use = entry.getValue();
            if (use.exchanges == 0 && now - use.since > LIMIT.toNanos()) {
                uses.remove(entry.getKey()); // one that became a tunnel does not tell that it is closed
                entry.getKey().close();
            }
        }
    }
}
