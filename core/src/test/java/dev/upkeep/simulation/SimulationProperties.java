package dev.upkeep.simulation;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Histories longer than those which are lived through in bulk; a failing one is shrunk by jqwik. */
class SimulationProperties {
    private static final int LONGEST = 150;

    @Property(tries = 100, seed = "1")
    void noLongHistoryBreaksALaw(@ForAll("histories") History history) {
        new Simulation(Host::new).broken(history).ifPresent(broken -> {
            throw broken;
        });
    }

    @Provide
    Arbitrary<History> histories() {
        Arbitrary<History.Step> steps = Arbitraries.longs().map(seed -> History.step(new SplittableRandom(seed)));
        return Combinators.combine(Arbitraries.longs(), steps.list().ofMaxSize(LONGEST))
                .as((seed, all) -> History.of(seed).with(all));
    }
}
