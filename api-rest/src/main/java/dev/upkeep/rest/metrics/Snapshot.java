package dev.upkeep.rest.metrics;

import dev.upkeep.ProcessStatus;
import dev.upkeep.Upkeep;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.route.Traffic;
import dev.upkeep.route.TrafficReport;
import dev.upkeep.route.TrafficReport.OfProcess;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How all was a moment ago: a scrape reads some twenty gauges a process, and the supervisor is asked once. Thread-safe. */
final class Snapshot {
    private static final long FRESH = Duration.ofMillis(500).toNanos();

    private record Taken(
            long at,
            Map<ProcessId, ProcessStatus> statuses,
            Map<String, Traffic> routes,
            Map<ProcessId, OfProcess> uses) {}

    private final Upkeep upkeep;
    private final Clock clock;
    private volatile Optional<Taken> taken = Optional.empty();

    Snapshot(Upkeep upkeep, Clock clock) {
        this.upkeep = upkeep;
        this.clock = clock;
    }

    Optional<ProcessStatus> of(ProcessId id) {
        return Optional.ofNullable(taken().statuses().get(id));
    }

    /** What went along a route. */
    Optional<Traffic> along(String route) {
        return Optional.ofNullable(taken().routes().get(route));
    }

    /** What a process is used for, if a route leads to it. */
    Optional<OfProcess> use(ProcessId id) {
        return Optional.ofNullable(taken().uses().get(id));
    }

    double in(State state) {
        return taken().statuses().values().stream()
                .filter(s -> s.state() == state)
                .count();
    }

    /** By the clock of the registry. */
    Instant now() {
        return Instant.ofEpochMilli(clock.wallTime());
    }

    private Taken taken() {
        long now = clock.monotonicTime();
        return taken.filter(t -> now - t.at() < FRESH).orElseGet(() -> take(now));
    }

    private Taken take(long now) {
        Map<ProcessId, ProcessStatus> statuses = new HashMap<>();
        upkeep.processes().forEach(status -> statuses.put(status.id(), status));
        TrafficReport traffic = upkeep.traffic();
        Map<String, Traffic> routes = new HashMap<>();
        traffic.routes().forEach(route -> routes.put(RouteMeters.name(route), route.traffic()));
        Taken fresh = new Taken(now, statuses, routes, traffic.processes());
        taken = Optional.of(fresh);
        return fresh;
    }
}
