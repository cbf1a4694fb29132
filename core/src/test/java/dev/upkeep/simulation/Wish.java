package dev.upkeep.simulation;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.process.ProcessId;
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
        Watched watched,
        Traits traits) {
    /** How its readiness is found out. */
    enum Watched {
        NOT,
        BY_ITS_ROUTE,
        SOON_JUDGED,
        SLOWLY_JUDGED
    }

    static final int FIRST_READINESS_PORT = 1000 + Traits.READINESS_PORT;

    private static final int FIRST_PORT = 1000 - 'a';

    /** A plain one. */
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
                Watched.values()[chance.nextInt(4)],
                Traits.PLAIN);
    }

    Wish with(Traits others) {
        return new Wish(id, enabled, version, condition, maxAttempts, delay, minUptime, stopTimeout, watched, others);
    }

    /** Where a process listens. */
    static int port(ProcessId id) {
        return FIRST_PORT + id.value().charAt(0);
    }

    ProcessSpec spec() {
        return describe().build();
    }

    ProcessSpecBuilder describe() {
        ProcessSpecBuilder spec = ProcessSpec.builder(id)
                .enabled(enabled)
                .command("program", "version " + version, "port " + port(id)) // no two are the same but for their ids
                .restartPolicy(RestartPolicy.builder()
                        .condition(condition)
                        .maxAttempts(maxAttempts)
                        .delay(Duration.ofMillis(delay))
                        .multiplier(2)
                        .maxDelay(Duration.ofSeconds(4))
                        .jitter(0.5)
                        .minUptime(Duration.ofMillis(minUptime))
                        .build());
        traits.describe(spec, port(id), stopTimeout);
        check().ifPresent(spec::healthCheck);
        return spec;
    }

    private Optional<HealthCheck> check() {
        return switch (watched) {
            case NOT, BY_ITS_ROUTE -> Optional.empty();
            case SOON_JUDGED -> Optional.of(Traits.check(port(id), 1, 0));
            case SLOWLY_JUDGED -> Optional.of(Traits.check(port(id), 3, 2000));
        };
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
