package dev.upkeep.rest.metrics;

import dev.upkeep.ProcessStatus;
import dev.upkeep.Upkeep;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How all processes were a moment ago: a scrape reads some twenty gauges a process, and the supervisor is asked once. Thread-safe. */
final class Snapshot {
    private static final long FRESH = Duration.ofMillis(500).toNanos();

    private record Taken(long at, Map<ProcessId, ProcessStatus> statuses) {}

    private final Upkeep upkeep;
    private final Clock clock;
    private volatile Optional<Taken> taken = Optional.empty();

    Snapshot(Upkeep upkeep, Clock clock) {
        this.upkeep = upkeep;
        this.clock = clock;
    }

    Optional<ProcessStatus> of(ProcessId id) {
        return Optional.ofNullable(statuses().get(id));
    }

    /** By the clock of the registry. */
    Instant now() {
        return Instant.ofEpochMilli(clock.wallTime());
    }

    double in(State state) {
        return statuses().values().stream().filter(s -> s.state() == state).count();
    }

    private Map<ProcessId, ProcessStatus> statuses() {
        long now = clock.monotonicTime();
        return taken.filter(t -> now - t.at() < FRESH)
                .orElseGet(() -> take(now))
                .statuses();
    }

    private Taken take(long now) {
        Map<ProcessId, ProcessStatus> statuses = new HashMap<>();
        upkeep.processes().forEach(status -> statuses.put(status.id(), status));
        Taken fresh = new Taken(now, Map.copyOf(statuses));
        taken = Optional.of(fresh);
        return fresh;
    }
}
