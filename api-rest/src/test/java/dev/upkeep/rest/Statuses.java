package dev.upkeep.rest;

import static dev.upkeep.health.Statuses.OK;

import dev.upkeep.ProcessStatus;
import dev.upkeep.ProcessStatus.HealthStatus;
import dev.upkeep.ProcessStatus.LastError;
import dev.upkeep.ProcessStatus.LastExit;
import dev.upkeep.ProcessStatus.Resources;
import dev.upkeep.health.Health;
import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.process.Exit;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import dev.upkeep.process.State;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Processes in various situations, with fixed times. */
final class Statuses {
    static final Instant NOON = Instant.parse("2024-01-01T12:00:00Z");
    private static final Duration TOOK = Duration.ofMillis(12);

    private Statuses() {}

    /** The process that the seed's samples show, an hour after its start. */
    static ProcessStatus sample(Instant startTime, Optional<Instant> lastCheck) {
        return new ProcessStatus(
                new ProcessId("example-server-1"),
                "Example Server 1",
                "First example application server",
                true,
                State.RUNNING,
                startTime,
                new Reason("Ready", "Answered its first probe"),
                true,
                OptionalLong.of(12345),
                Optional.of(startTime),
                Duration.ofHours(1),
                0,
                0,
                3,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new HealthStatus(
                        Health.HEALTHY,
                        0,
                        Optional.of(new Probe.Http(URI.create("http://localhost:3001/health"), OK, Map.of())),
                        lastCheck,
                        lastCheck.map(at -> new ProbeResult(true, "answered 200", TOOK, OptionalInt.of(200))),
                        lastCheck),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    static ProcessStatus running(String id) {
        return in(id, State.RUNNING, true, true, NOON);
    }

    static ProcessStatus stopped(String id) {
        return in(id, State.STOPPED, false, false, NOON);
    }

    static ProcessStatus in(String id, State state, boolean wanted, boolean ready, Instant since) {
        boolean alive = state.isAlive();
        return new ProcessStatus(
                new ProcessId(id),
                id,
                "",
                wanted,
                state,
                since,
                new Reason("Test", "as the test wants it"),
                ready,
                alive ? OptionalLong.of(4711) : OptionalLong.empty(),
                alive ? Optional.of(since) : Optional.empty(),
                Duration.ZERO,
                0,
                0,
                3,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                HealthStatus.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** A process that was killed and waits for its last try. */
    static ProcessStatus crashed() {
        return new ProcessStatus(
                new ProcessId("api"),
                "API",
                "REST backend",
                true,
                State.BACKOFF,
                NOON,
                new Reason("ExitedUnexpectedly", "Exited with code 137 (SIGKILL) after 3 s; try 3 of 3 in 5 s"),
                false,
                OptionalLong.empty(),
                Optional.empty(),
                Duration.ZERO,
                2,
                2,
                3,
                Optional.of(NOON.plusSeconds(5)),
                Optional.of(new LastExit(new Exit.Code(137), NOON, Duration.ofMillis(3012), false)),
                Optional.of(new LastError(NOON, new Reason("ExitedUnexpectedly", "Exited with code 137 (SIGKILL)"))),
                new HealthStatus(
                        Health.UNHEALTHY,
                        3,
                        Optional.of(new Probe.Tcp("localhost", 3001)),
                        Optional.of(NOON.minusSeconds(1)),
                        Optional.of(new ProbeResult(false, "connection refused", TOOK)),
                        Optional.empty()),
                Optional.of(NOON.plusSeconds(3600)),
                Optional.of(new Resources(12.5, Duration.ofMillis(1230), 64L << 20, 7, 2, NOON)),
                List.of());
    }
}
