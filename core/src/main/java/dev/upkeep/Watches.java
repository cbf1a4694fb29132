package dev.upkeep;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.internal.lifecycle.Watch;
import dev.upkeep.route.Route;
import dev.upkeep.route.Upstream;
import dev.upkeep.spec.ProcessSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Chooses how the readiness of a process is found out. */
final class Watches {
    private Watches() {}

    /**
     * By its health check, if it has one. If not, but a route leads to it, by whether the port of the route can be
     * connected to, because a request must not meet a closed port. Otherwise being launched is being ready.
     */
    static Optional<Watch> of(ProcessSpec spec, List<Route> routes) {
        Optional<Watch> checked = spec.healthCheck().map(check -> new Watch(check, false));
        return checked.or(() -> routes.stream()
                .filter(route -> route.process().equals(Optional.of(spec.id())))
                .findFirst()
                .map(route -> portOpen(Upstream.of(route.target()))));
    }

    private static Watch portOpen(Upstream upstream) {
        HealthCheck check = HealthCheck.builder(new Probe.Tcp(upstream.host(), upstream.port()))
                .startInterval(Duration.ofMillis(250))
                .timeout(Duration.ofSeconds(1))
                .build();
        return new Watch(check, true);
    }
}
