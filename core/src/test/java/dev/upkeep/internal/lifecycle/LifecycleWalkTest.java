package dev.upkeep.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Walks through every world that can be reached in a number of steps; each step checks the laws. */
class LifecycleWalkTest {
    @Test
    void noOrderOfEventsBreaksALaw() {
        assertThat(reachable(11).size()).isGreaterThan(10_000);
    }

    @Test
    void fromEveryWorldAStopEndsInStopped() {
        assertThat(reachable(6))
                .allSatisfy(world ->
                        assertThat(world.stop().settled().life().state()).isEqualTo(State.STOPPED));
    }

    @Test
    void fromEveryWorldAStartEndsInRunning() {
        assertThat(reachable(6)).allSatisfy(world -> {
            Life life = world.start().settled().life();
            assertThat(life.state()).isEqualTo(State.RUNNING);
            assertThat(life.ready()).isTrue();
        });
    }

    private static Set<World> reachable(int steps) {
        Set<World> seen = new HashSet<>(Set.of(World.begin()));
        List<World> edge = new ArrayList<>(seen);
        for (int depth = 0; depth < steps; depth++) {
            edge = edge.stream()
                    .flatMap(world -> world.next().values().stream())
                    .filter(seen::add)
                    .toList();
        }
        return seen;
    }
}
