package dev.upkeep.simulation;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.restart.RestartPolicy.Condition;
import dev.upkeep.route.Route;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpecBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/** An entry of {@code processes.yaml}, and of {@code proxy.yaml} if a route leads to it. Times are milliseconds. */
record Wish(
        ProcessId id,
        boolean enabled,
        int version,
        Condition condition,
        int maxAttempts,
        int delay,
        int minUptime,
        int stopTimeout,
        Watched watched) {
    /** How its readiness is found out. */
    enum Watched {
        NOT,
        BY_ITS_ROUTE,
        SOON_JUDGED,
        SLOWLY_JUDGED
    }

    private static final int FIRST_PORT = 1000 - 'a';

    static Wish of(ProcessId id, SplittableRandom chance) {
        return new Wish(
                id,
                chance.nextInt(6) != 0,
                chance.nextInt(3),
                Condition.values()[Nature.pick(chance, 0, 0, 0, 1, 2)],
                Nature.pick(chance, -1, 0, 1, 2, 3),
                Nature.pick(chance, 0, 100, 1000),
                Nature.pick(chance, 1000, 10_000),
                Nature.pick(chance, 0, 500, 2000),
                Watched.values()[chance.nextInt(4)]);
    }

    /** Where a process listens. */
    static int port(ProcessId id) {
        return FIRST_PORT + id.value().charAt(0);
    }

    ProcessSpec spec() {
        ProcessSpecBuilder spec = ProcessSpec.builder(id)
                .enabled(enabled)
                .command("program", "version " + version, "port " + port(id)) // no two are the same but for their ids
                .stop(new ProcessSpec.StopPolicy(Signal.SIGTERM, Duration.ofMillis(stopTimeout)))
                .restartPolicy(RestartPolicy.builder()
                        .condition(condition)
                        .maxAttempts(maxAttempts)
                        .delay(Duration.ofMillis(delay))
                        .multiplier(2)
                        .maxDelay(Duration.ofSeconds(4))
                        .jitter(0.5)
                        .minUptime(Duration.ofMillis(minUptime))
                        .build());
        check().ifPresent(spec::healthCheck);
        return spec.build();
    }

    private Optional<HealthCheck> check() {
        return switch (watched) {
            case NOT, BY_ITS_ROUTE -> Optional.empty();
            case SOON_JUDGED -> Optional.of(check(1, 0));
            case SLOWLY_JUDGED -> Optional.of(check(3, 2000));
        };
    }

    private HealthCheck check(int retries, int startPeriod) {
        return HealthCheck.builder(new Probe.Tcp("127.0.0.1", port(id)))
                .interval(Duration.ofSeconds(2))
                .timeout(Duration.ofMillis(500))
                .retries(retries)
                .startPeriod(Duration.ofMillis(startPeriod))
                .build();
    }

    Optional<Route> route() {
        return watched == Watched.BY_ITS_ROUTE
                ? Optional.of(Route.builder(URI.create("http://127.0.0.1:" + port(id)))
                        .domain(id + ".test")
                        .process(id)
                        .build())
                : Optional.empty();
    }
}
