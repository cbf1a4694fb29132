package dev.upkeep.proxy.jetty;

import dev.upkeep.route.Failure;
import dev.upkeep.route.Lease;
import dev.upkeep.route.Routing;
import dev.upkeep.route.Upstream;
import java.time.Duration;

/** A lease on whoever listens there. */
record ToPort(int port) implements Lease {
    @Override
    public Upstream upstream() {
        return new Upstream(false, "127.0.0.1", port);
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration responseTimeout() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Routing failed(Failure failure) {
        return new Routing.Redirect(308, "/failed");
    }

    @Override
    public void close() {
        // nobody counts
    }
}
