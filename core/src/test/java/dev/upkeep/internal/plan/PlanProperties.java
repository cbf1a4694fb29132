package dev.upkeep.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.internal.plan.Plan.Kind;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProxySpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What is so of each plan. */
class PlanProperties {
    @Property
    void everyProcessHasOneStepAndIsNobodyElseThanBefore(
            @ForAll @Size(max = 6) Map<@IntRange(max = 9) Integer, @IntRange(max = 2) Integer> before,
            @ForAll @Size(max = 6) Map<@IntRange(max = 9) Integer, @IntRange(max = 2) Integer> after,
            @ForAll Set<@IntRange(max = 9) Integer> stopped) {
        Configuration current = of(before);
        Configuration wanted = of(after);
        Plan plan = Plan.between(current, wanted, Set.of(), (old, heir) -> !stopped.contains(number(old)));

        Map<ProcessId, ProcessId> renamed = plan.renamed();
        List<ProcessId> spokenOf = Stream.concat(plan.steps().stream().map(Plan.Step::id), renamed.keySet().stream())
                .toList();
        Set<ProcessId> all = new HashSet<>(current.processes().keySet());
        all.addAll(wanted.processes().keySet());
        assertThat(spokenOf).containsExactlyInAnyOrderElementsOf(all);
        assertThat(renamed.values()).doesNotHaveDuplicates();
        assertThat(renamed.values()).containsExactlyInAnyOrderElementsOf(plan.all(Kind.RENAMED));
        renamed.forEach((old, heir) -> {
            assertThat(wanted.process(old)).isEmpty();
            assertThat(current.process(heir)).isEmpty();
            assertThat(after.get(number(heir))).isEqualTo(before.get(number(old)));
            assertThat(stopped).doesNotContain(number(old));
        });
    }

    private static Configuration of(Map<Integer, Integer> contents) {
        return Configuration.of(
                contents.entrySet().stream()
                        .map(e -> spec(e.getKey(), e.getValue()))
                        .toList(),
                ProxySpec.DEFAULT);
    }

    private static ProcessSpec spec(int number, int content) {
        return ProcessSpec.builder(new ProcessId("p" + number))
                .command("node", "version " + content)
                .build();
    }

    private static int number(ProcessId id) {
        return Integer.parseInt(id.value().substring(1));
    }
}
