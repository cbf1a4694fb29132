package dev.upkeep.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.internal.lifecycle.Watch.Duty;
import dev.upkeep.process.ProcessId;
import dev.upkeep.route.Route;
import dev.upkeep.spec.Probes;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpecBuilder;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchesTest {
    private static final ProcessId API = new ProcessId("api");
    private static final Optional<HealthCheck> NONE = Optional.empty();
    private static final Optional<HealthCheck> CHECK = check(1);
    private static final Optional<HealthCheck> READY = check(2);
    private static final Optional<HealthCheck> LIVES = check(3);

    @Test
    void aHealthCheckAloneServesBothEndsAndIsAskedOnce() {
        assertThat(watches(CHECK, NONE, NONE)).isEqualTo(new Watches(watch(CHECK, Duty.BOTH), Optional.empty()));
    }

    @Test
    void aProbeOverridesItsHalfOfTheHealthCheck() {
        assertThat(watches(CHECK, READY, NONE))
                .isEqualTo(new Watches(watch(READY, Duty.READINESS), watch(CHECK, Duty.LIVENESS)));
        assertThat(watches(CHECK, NONE, LIVES))
                .isEqualTo(new Watches(watch(CHECK, Duty.READINESS), watch(LIVES, Duty.LIVENESS)));
    }

    @Test
    void withoutAnyOfThemNobodyWatches() {
        assertThat(watches(NONE, NONE, NONE)).isEqualTo(Watches.NONE);
    }

    @Test
    void aRoutedProcessWhoseReadinessNobodyTellsIsReadyWhenItsPortIsOpen() {
        Route route =
                Route.builder(URI.create("http://127.0.0.1:3000")).process(API).build();
        Watches watches = Watches.of(spec(NONE, NONE, LIVES), List.of(route));
        assertThat(watches.readiness().orElseThrow().once()).isTrue();
        assertThat(watches.readiness().orElseThrow().check().probe()).isEqualTo(new Probe.Tcp("127.0.0.1", 3000));
        assertThat(watches.liveness()).isEqualTo(watch(LIVES, Duty.LIVENESS));
    }

    private static Watches watches(
            Optional<HealthCheck> both, Optional<HealthCheck> ready, Optional<HealthCheck> lives) {
        return Watches.of(spec(both, ready, lives), List.of());
    }

    private static ProcessSpec spec(
            Optional<HealthCheck> both, Optional<HealthCheck> ready, Optional<HealthCheck> lives) {
        ProcessSpecBuilder spec = ProcessSpec.builder(API).command("node").probes(new Probes(ready, lives));
        both.ifPresent(spec::healthCheck);
        return spec.build();
    }

    private static Optional<Watch> watch(Optional<HealthCheck> check, Duty duty) {
        return check.map(c -> new Watch(c, duty));
    }

    private static Optional<HealthCheck> check(int port) {
        return Optional.of(HealthCheck.builder(new Probe.Tcp("localhost", port)).build());
    }
}
