package dev.upkeep.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.internal.lifecycle.Watch.Duty;
import dev.upkeep.process.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks through every world that can be reached in a number of steps; each step checks the laws. */
@Tag("long")
class LifecycleWalkTest {
    static Stream<World> begins() {
        return Stream.of(
                World.begin(Duty.BOTH),
                World.begin(Duty.READINESS, Duty.LIVENESS),
                World.begin(Duty.OPENING, Duty.LIVENESS),
                World.begin(Duty.LIVENESS));
    }

    @ParameterizedTest
    @MethodSource("begins")
    void noOrderOfEventsBreaksALaw(World begin) {
        int steps = begin.rules().watches().posts().count() == 1 ? 10 : 8;
        assertThat(reachable(begin, steps).size()).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @MethodSource("begins")
    void fromEveryWorldAStopEndsInStopped(World begin) {
        assertThat(reachable(begin, 6))
                .allSatisfy(world ->
                        assertThat(world.stop().settled().life().state()).isEqualTo(State.STOPPED));
    }

    @ParameterizedTest
    @MethodSource("begins")
    void fromEveryWorldAStartEndsInRunning(World begin) {
        assertThat(reachable(begin, 6)).allSatisfy(world -> {
            Life life = world.start().settled().life();
            assertThat(life.state()).isEqualTo(State.RUNNING);
            assertThat(life.ready()).isTrue();
        });
    }

    private static Set<World> reachable(World begin, int steps) {
        Set<World> seen = new HashSet<>(Set.of(begin));
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
