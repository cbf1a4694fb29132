package dev.upkeep.internal.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.spec.Dependencies;
import dev.upkeep.spec.Dependencies.Condition;
import dev.upkeep.spec.ProcessSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any graph without circles, its processes in any order of the file. {@link Crowd} checks that none is launched too early. */
class OrderProperties {
    /** For each process, whether it needs each of those with a lower number, and the order in which they are written. */
    record Shape(List<Integer> needs, long shuffle) {
        List<ProcessSpec> specs() {
            List<ProcessSpec> specs = new ArrayList<>();
            for (int i = 0; i < needs.size(); i++) {
                Dependencies dependencies = Dependencies.NONE;
                for (int j = 0; j < i; j++) {
                    if ((needs.get(i) >> j & 1) == 1) {
                        dependencies =
                                dependencies.and("p" + j, (i + j) % 2 == 0 ? Condition.READY : Condition.STARTED);
                    }
                }
                specs.add(ProcessSpec.builder(new ProcessId("p" + i))
                        .command("node")
                        .dependsOn(dependencies)
                        .build());
            }
            Collections.shuffle(specs, new Random(shuffle));
            return specs;
        }
    }

    @Property(tries = 300)
    void everyGraphStartsCompletelyWhoeverIsLaunchedFirst(@ForAll("shapes") Shape shape) {
        Crowd crowd = new Crowd(shape.specs());
        Random chance = new Random(shape.shuffle());
        crowd.order().dependenciesFirst().forEach(crowd::start);
        for (List<ProcessId> due = crowd.launching(); !due.isEmpty(); due = crowd.launching()) {
            crowd.launch(due.get(chance.nextInt(due.size())));
        }
        assertThat(crowd.order().dependenciesFirst())
                .hasSameSizeAs(shape.needs())
                .allSatisfy(id -> assertThat(crowd.life(id).state()).isEqualTo(State.RUNNING));
        assertThat(crowd.launched()).doesNotHaveDuplicates();
    }

    @Property(tries = 300)
    void startingOneStartsWhatItNeedsAndNothingElse(@ForAll("shapes") Shape shape) {
        List<ProcessSpec> specs = shape.specs();
        Crowd crowd = new Crowd(specs);
        ProcessSpec chosen = specs.get(0);
        crowd.start(chosen.id());
        crowd.launchAll();
        Set<ProcessId> needed = new HashSet<>(Set.of(chosen.id()));
        for (int i = 0; i < specs.size(); i++) {
            specs.stream()
                    .filter(s -> needed.contains(s.id()))
                    .forEach(s -> needed.addAll(s.dependencies().on().keySet()));
        }
        assertThat(crowd.launched()).containsExactlyInAnyOrderElementsOf(needed);
    }

    @Property(tries = 300)
    void theyStopInReverse(@ForAll("shapes") Shape shape) {
        List<ProcessSpec> specs = shape.specs();
        Order order = new Crowd(specs).order();
        List<ProcessId> stops =
                order.dependentsFirst(specs.stream().map(ProcessSpec::id).toList());
        assertThat(stops).hasSameSizeAs(specs);
        assertThat(specs)
                .allSatisfy(spec -> assertThat(spec.dependencies().on().keySet())
                        .allSatisfy(
                                needed -> assertThat(stops.indexOf(needed)).isGreaterThan(stops.indexOf(spec.id()))));
    }

    @Provide
    Arbitrary<Shape> shapes() {
        Arbitrary<List<Integer>> needs = Arbitraries.integers()
                .between(0, (1 << 12) - 1)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
        return Combinators.combine(needs, Arbitraries.longs()).as(Shape::new);
    }
}
