package dev.upkeep.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.internal.plan.Plan.Kind;
import dev.upkeep.internal.plan.Plan.Step;
import dev.upkeep.process.ProcessId;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.route.Route;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpecBuilder;
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
        assertThat(plan.all(Kind.UNCHANGED)).containsExactly(new ProcessId("api"));
        assertThat(plan.all(Kind.RESTARTED)).isEmpty();
        assertThat(plan.routesChanged()).isFalse();
    }

    @Test
    void anotherEnvironmentNeedsARestart() {
        Plan plan = Plan.between(of(API), of(spec("api", p -> p.env(Map.of("PORT", "3002")))));
        assertThat(plan.all(Kind.RESTARTED)).containsExactly(new ProcessId("api"));
    }

    @Test
    void anotherDescriptionOrPolicyNeedsNone() {
        ProcessSpec other = spec(
                "api",
                p -> p.name("API")
                        .description("the api")
                        .restartPolicy(RestartPolicy.builder().maxAttempts(9).build()));
        Plan plan = Plan.between(of(API), of(other));
        assertThat(plan.all(Kind.UPDATED)).containsExactly(new ProcessId("api"));
        assertThat(plan.all(Kind.RESTARTED)).isEmpty();
    }

    @Test
    void whatIsDisabledIsStoppedEvenIfItsCommandHasChangedToo() {
        ProcessSpec off = spec("api", p -> p.enabled(false).command("other"));
        assertThat(Plan.between(of(API), of(off)).all(Kind.DISABLED)).containsExactly(new ProcessId("api"));
        assertThat(Plan.between(of(off), of(API)).all(Kind.ENABLED)).containsExactly(new ProcessId("api"));
    }

    @Test
    void everyStepSaysWhyAndNoValueIsTold() {
        ProcessSpec before = spec("api", p -> p.env(Map.of("PASSWORD", "old", "PORT", "1")));
        ProcessSpec after = spec(
                "api",
                p -> p.command("node", "server.js")
                        .name("The API")
                        .env(Map.of("PASSWORD", "new", "PORT", "1", "MODE", "x")));
        Plan plan = Plan.between(of(before), of(after, spec("web", p -> p)));
        assertThat(plan.steps())
                .containsExactly(
                        new Step(
                                new ProcessId("api"),
                                Kind.RESTARTED,
                                "`name`, `args`, `env.MODE`, `env.PASSWORD` have changed"),
                        new Step(new ProcessId("web"), Kind.ADDED, "is new"));
        assertThat(Plan.between(
                                of(after),
                                of(spec(
                                        "api",
                                        p -> p.command("node", "server.js")
                                                .name("The API")
                                                .description("told")
                                                .env(after.command().environment()))))
                        .steps())
                .containsExactly(new Step(
                        new ProcessId("api"), Kind.UPDATED, "`description` has changed, which needs no restart"));
    }

    @Test
    void comingAndGoingAreTold() {
        ProcessSpec web = spec("web", p -> p);
        Plan plan = Plan.between(of(API), of(web));
        assertThat(plan.renamed()).isEmpty();
        assertThat(plan.all(Kind.ADDED)).containsExactly(new ProcessId("web"));
        assertThat(plan.all(Kind.REMOVED)).containsExactly(new ProcessId("api"));
    }

    @Test
    void anotherRouteTouchesNoProcess() {
        ProxySpec routed = ProxySpec.DEFAULT.withRoutes(
                List.of(Route.builder(URI.create("http://localhost:3001")).build()));
        Plan plan = Plan.between(of(API), Configuration.of(List.of(API), routed));
        assertThat(plan.routesChanged()).isTrue();
        assertThat(plan.all(Kind.UNCHANGED)).containsExactly(new ProcessId("api"));
    }

    private static Configuration of(ProcessSpec... specs) {
        return Configuration.of(List.of(specs), ProxySpec.DEFAULT);
    }

    private static ProcessSpec spec(String id, UnaryOperator<ProcessSpecBuilder> details) {
        return details.apply(ProcessSpec.builder(new ProcessId(id)).command("node"))
                .build();
    }
}
