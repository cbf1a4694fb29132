package dev.upkeep.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.ProcessId;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.route.Route;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProxySpec;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final ProcessSpec API = spec("api", p -> p);

    @Test
    void nothingChangesBetweenEqualConfigurations() {
        Plan plan = Plan.between(of(API), of(spec("api", p -> p)));
        assertThat(plan.unchanged()).containsExactly(new ProcessId("api"));
        assertThat(plan.restarted()).isEmpty();
        assertThat(plan.routesChanged()).isFalse();
    }

    @Test
    void anotherEnvironmentNeedsARestart() {
        Plan plan = Plan.between(of(API), of(spec("api", p -> p.env(Map.of("PORT", "3002")))));
        assertThat(plan.restarted()).containsExactly(new ProcessId("api"));
    }

    @Test
    void anotherDescriptionOrPolicyNeedsNone() {
        ProcessSpec other = spec(
                "api",
                p -> p.name("API")
                        .description("the api")
                        .restartPolicy(RestartPolicy.builder().maxAttempts(9).build()));
        Plan plan = Plan.between(of(API), of(other));
        assertThat(plan.updated()).containsExactly(new ProcessId("api"));
        assertThat(plan.restarted()).isEmpty();
    }

    @Test
    void whatIsDisabledIsStoppedEvenIfItsCommandHasChangedToo() {
        ProcessSpec off = spec("api", p -> p.enabled(false).command("other"));
        assertThat(Plan.between(of(API), of(off)).disabled()).containsExactly(new ProcessId("api"));
        assertThat(Plan.between(of(off), of(API)).enabled()).containsExactly(new ProcessId("api"));
    }

    @Test
    void comingAndGoingAreTold() {
        ProcessSpec web = spec("web", p -> p);
        Plan plan = Plan.between(of(API), of(web));
        assertThat(plan.added()).containsExactly(new ProcessId("web"));
        assertThat(plan.removed()).containsExactly(new ProcessId("api"));
    }

    @Test
    void anotherRouteTouchesNoProcess() {
        ProxySpec routed = ProxySpec.DEFAULT.withRoutes(
                List.of(Route.builder(URI.create("http://localhost:3001")).build()));
        Plan plan = Plan.between(of(API), Configuration.of(List.of(API), routed));
        assertThat(plan.routesChanged()).isTrue();
        assertThat(plan.unchanged()).containsExactly(new ProcessId("api"));
    }

    private static Configuration of(ProcessSpec... specs) {
        return Configuration.of(List.of(specs), ProxySpec.DEFAULT);
    }

    private static ProcessSpec spec(String id, UnaryOperator<ProcessSpec.Builder> details) {
        return details.apply(ProcessSpec.builder(new ProcessId(id)).command("node"))
                .build();
    }
}
