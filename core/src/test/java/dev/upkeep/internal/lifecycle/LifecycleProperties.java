package dev.upkeep.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.internal.lifecycle.Watch.Duty;
import dev.upkeep.process.State;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Long histories, beyond what can be walked exhaustively; a failing one is shrunk to the few events that matter. */
class LifecycleProperties {
    @Property(tries = 500)
    void afterAnyHistoryAStopEndsInStoppedAndAStartInRunning(
            @ForAll("choices") List<Integer> choices, @ForAll boolean apart) {
        World world = apart ? World.begin(Duty.READINESS, Duty.LIVENESS) : World.begin(Duty.BOTH);
        List<String> history = new ArrayList<>();
        for (int choice : choices) {
            List<String> names = List.copyOf(world.next().keySet());
            String name = names.get(choice % names.size());
            history.add(name);
            world = world.next().get(name);
        }
        World stopped = world.stop().settled();
        assertThat(stopped.life().state()).as("stopped after %s", history).isEqualTo(State.STOPPED);
        assertThat(stopped.start().settled().life().state())
                .as("started after %s", history)
                .isEqualTo(State.RUNNING);
    }

    @Provide
    Arbitrary<List<Integer>> choices() {
        return Arbitraries.integers().between(0, 1000).list().ofMaxSize(150);
    }
}
