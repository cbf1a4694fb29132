package dev.upkeep.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A law that nothing breaks proves nothing: each mutant is caught, soon, and the history that shows it is made short. */
@Tag("long")
class MutantsTest {
    private static final int HISTORIES = 3000;

    @ParameterizedTest
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    @EnumSource
    void aMutantIsCaught(Mutant mutant) {
        Simulation simulation = new Simulation(mutant);
        History failing = History.of(simulation.search(1, HISTORIES).orElseThrow());
        Law.Broken broken = simulation.broken(failing).orElseThrow();
        assertThat(broken).as("how it was caught").matches(mutant::isCaughtBy);
        assertThat(simulation.explain(failing)).contains("Replay it: -Dupkeep.simulation.seed=" + failing.seed());
    }
}
