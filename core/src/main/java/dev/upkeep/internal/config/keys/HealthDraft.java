package dev.upkeep.internal.config.keys;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.health.Statuses;
import dev.upkeep.route.Route;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A health check as far as it has been read. Where it asks is known only when the routes are, too. */
final class HealthDraft {
    boolean enabled;
    URI url = URI.create("/health");
    Duration interval = Duration.ofSeconds(30);
    Duration timeout = Duration.ofSeconds(5);
    int retries = 3;
    Duration startPeriod = Duration.ZERO;
    Duration startInterval = Duration.ofSeconds(1);
    Statuses expected = Statuses.OK;
    Map<String, String> headers = Map.of();

    /**
     * The finished check.
     *
     * @param route the first that leads to the process
     * @param port that the process is told by its environment
     * @return empty if it is not enabled, or if nothing says where to ask
     */
    Optional<HealthCheck> build(Optional<Route> route, Optional<String> port) {
        return enabled ? address(route, port).map(this::build) : Optional.empty();
    }

    private HealthCheck build(URI address) {
        return HealthCheck.builder(new Probe.Http(address, expected, headers))
                .interval(interval)
                .timeout(timeout)
                .retries(retries)
                .startPeriod(startPeriod)
                .startInterval(startInterval)
                .build();
    }

    private Optional<URI> address(Optional<Route> route, Optional<String> port) {
        if (url.isAbsolute()) {
            return Optional.of(url);
        }
        return route.map(Route::target)
                .or(() -> port.map(p -> URI.create("http://localhost:" + p)))
                .map(base -> base.resolve(url));
    }
}
