package dev.upkeep.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.internal.plan.Plan.Kind;
import dev.upkeep.internal.plan.Plan.Step;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpecBuilder;
import dev.upkeep.spec.ProxySpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Who is taken for whom. */
class RenamesTest {
    private static final ProcessId API = new ProcessId("api");
    private static final ProcessId WEB = new ProcessId("web");

    @Test
    void whatHasOnlyAnotherIdIsRenamedAndThatIsTheWholePlan() {
        Configuration before = of(spec("api", p -> p));
        Configuration after = of(spec("web", p -> p));

        Plan plan = Plan.between(before, after, Set.of(), (old, heir) -> true);

        assertThat(plan.steps())
                .containsExactly(new Step(WEB, Kind.RENAMED, "was `api`, and has not changed otherwise"));
        assertThat(plan.renamed()).containsExactly(Map.entry(API, WEB));
    }

    @Test
    void whatCannotBeRenamedIsRemovedAndAdded() {
        Plan plan = Plan.between(
                of(spec("api", p -> p)), of(spec("web", p -> p)), Set.of(), (old, heir) -> !old.equals(API));

        assertThat(plan.all(Kind.REMOVED)).containsExactly(API);
        assertThat(plan.all(Kind.ADDED)).containsExactly(WEB);
        assertThat(plan.renamed()).isEmpty();
    }

    @Test
    void aNameOrFileThatIsSaidMayStay() {
        UnaryOperator<ProcessSpecBuilder> said =
                p -> p.name("The API").pidFile(Path.of("run/the.pid")).logFile(Path.of("the.log"));
        assertThat(renamed(of(spec("api", said)), of(spec("web", said)))).containsKey(API);
    }

    @Test
    void anythingElseThatDiffersIsAnotherProcess() {
        Configuration api = of(spec("api", p -> p));
        assertThat(renamed(api, of(spec("web", p -> p.name("Other"))))).isEmpty();
        assertThat(renamed(api, of(spec("web", p -> p.description("other"))))).isEmpty();
        assertThat(renamed(api, of(spec("web", p -> p.env(Map.of("PORT", "1"))))))
                .isEmpty();
        assertThat(renamed(api, of(spec("web", p -> p.pidFile(Path.of("elsewhere/web.pid"))))))
                .isEmpty();
        assertThat(renamed(api, of(spec("web", p -> p.logFile(Path.of("logs/api.log.2"))))))
                .isEmpty();
    }

    @Test
    void severalThatAreAlikeAreMatchedInTheirOrder() {
        Configuration before = of(spec("a", p -> p), spec("same", p -> p), spec("b", p -> p));
        Configuration after = of(spec("d", p -> p), spec("c", p -> p), spec("same", p -> p));
        assertThat(renamed(before, after))
                .containsOnly(
                        Map.entry(new ProcessId("a"), new ProcessId("d")),
                        Map.entry(new ProcessId("b"), new ProcessId("c")));
    }

    @Test
    void whoBecameWhomIsNotGuessed() {
        Configuration one = of(spec("a", p -> p));
        Configuration two = of(spec("b", p -> p), spec("c", p -> p));
        assertThat(renamed(one, two)).isEmpty();
        assertThat(renamed(two, one)).isEmpty();
    }

    private static Map<ProcessId, ProcessId> renamed(Configuration before, Configuration after) {
        return Renames.between(before, after, (old, heir) -> true);
    }

    private static Configuration of(ProcessSpec... specs) {
        return Configuration.of(List.of(specs), ProxySpec.DEFAULT);
    }

    private static ProcessSpec spec(String id, UnaryOperator<ProcessSpecBuilder> details) {
        return details.apply(ProcessSpec.builder(new ProcessId(id)).command("node"))
                .build();
    }
}
