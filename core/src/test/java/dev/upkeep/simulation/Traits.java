package dev.upkeep.simulation;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.process.KillMode;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.spec.Dependencies;
import dev.upkeep.spec.Dependencies.Condition;
import dev.upkeep.spec.OrphanPolicy;
import dev.upkeep.spec.Probes;
import dev.upkeep.spec.ProcessSpec.StopPolicy;
import dev.upkeep.spec.ProcessSpecBuilder;
import dev.upkeep.spec.Renewal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What a description says beyond the plain; most say nothing of it.
 *
 * @param alone whether signals are for the root only, and its end is the end
 * @param spared whether it may live on when another supervisor finds it
 * @param maxAge in milliseconds, 0 for any
 * @param light whether it has a memory limit
 * @param probed what is found out apart from the health check
 * @param need what must be there before it is launched
 */
record Traits(boolean alone, boolean spared, int maxAge, boolean light, Probed probed, Optional<Need> need) {
    /** Another process, and how far it must have come. */
    record Need(ProcessId on, Condition condition, boolean restart) {
        /** Of somebody with a smaller id, so that there are no circles. */
        static Optional<Need> of(ProcessId id, SplittableRandom chance) {
            int smaller = chance.nextInt(3);
            Condition condition = Condition.values()[Nature.pick(chance, 0, 1, 1, 2)];
            Need need = new Need(new ProcessId("" + (char) ('a' + smaller)), condition, chance.nextInt(3) == 0);
            return 'a' + smaller < id.value().charAt(0) ? Optional.of(need) : Optional.empty();
        }
    }

    /** What has a probe of its own. */
    enum Probed {
        NOTHING,
        READINESS,
        LIVENESS,
        BOTH
    }

    static final Traits PLAIN = new Traits(false, true, 0, false, Probed.NOTHING, Optional.empty());

    /** Where it says that it may be sent requests, so far from where it says that it lives. */
    static final int READINESS_PORT = 100;

    /** In bytes. */
    static final long MEMORY_LIMIT = 1000;

    static Traits of(ProcessId id, SplittableRandom chance) {
        return new Traits(
                chance.nextInt(6) == 0,
                chance.nextInt(6) != 0,
                Nature.pick(chance, 0, 0, 0, 0, 2000, 10_000),
                chance.nextInt(3) == 0,
                Probed.values()[Nature.pick(chance, 0, 0, 0, 1, 2, 3)],
                Need.of(id, chance));
    }

    void describe(ProcessSpecBuilder spec, int port, int stopTimeout) {
        KillMode mode = alone ? KillMode.PROCESS : KillMode.TREE;
        spec.stop(new StopPolicy(Signal.SIGTERM, Duration.ofMillis(stopTimeout), mode, List.of()))
                .orphanPolicy(spared ? OrphanPolicy.ADOPT : OrphanPolicy.KILL)
                .renewal(renewal(true));
        spec.probes(probes(port));
        spec.dependsOn(dependencies());
    }

    /** The same for a file that has only these. */
    Traits among(Set<ProcessId> all) {
        return need.filter(n -> !all.contains(n.on)).isEmpty()
                ? this
                : new Traits(alone, spared, maxAge, light, probed, Optional.empty());
    }

    private Dependencies dependencies() {
        return need.map(n -> {
                    Dependencies on = Dependencies.NONE.and(n.on.value(), n.condition);
                    return n.restart ? on.restarting() : on;
                })
                .orElse(Dependencies.NONE);
    }

    Probes probes(int port) {
        boolean readiness = probed == Probed.READINESS || probed == Probed.BOTH;
        boolean liveness = probed == Probed.LIVENESS || probed == Probed.BOTH;
        return new Probes(
                readiness ? Optional.of(check(port + READINESS_PORT, 1, 0)) : Optional.empty(),
                liveness ? Optional.of(check(port, 1, 0)) : Optional.empty());
    }

    Renewal renewal(boolean weighed) {
        Renewal aged = maxAge == 0 ? Renewal.NEVER : Renewal.NEVER.withMaxAge(Duration.ofMillis(maxAge));
        return light && weighed ? aged.withMemoryLimit(MEMORY_LIMIT) : aged;
    }

    static HealthCheck check(int port, int retries, int startPeriod) {
        return HealthCheck.builder(new Probe.Tcp("127.0.0.1", port))
                .interval(Duration.ofSeconds(2))
                .timeout(Duration.ofMillis(500))
                .retries(retries)
                .startPeriod(Duration.ofMillis(startPeriod))
                .build();
    }
}
