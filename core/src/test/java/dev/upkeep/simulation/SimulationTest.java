package dev.upkeep.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real supervisor lives through random histories. */
@Tag("long")
class SimulationTest {
    private static final long SEEDS = Long.getLong("upkeep.simulation.seeds", 5_000);
    private static final long FROM = Long.getLong("upkeep.simulation.from", 1);
    private static final Optional<Long> SEED = Optional.ofNullable(Long.getLong("upkeep.simulation.seed"));

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void noHistoryBreaksALaw() {
        Simulation simulation = new Simulation(Host::new);
        long from = SEED.orElse(FROM);
        long count = SEED.isPresent() ? 1 : SEEDS;
        Duration before = cpuTime();
        Optional<Long> failing = simulation.search(from, count);
        System.out.println("Simulation: " + count + " histories from seed " + from + ", in "
                + cpuTime().minus(before).toMillis() + " ms of CPU time");
        failing.ifPresent(seed -> {
            throw new AssertionError(simulation.explain(History.of(seed)));
        });
    }

    /** Of the whole JVM: its compiler and collector count. */
    private static Duration cpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** One of them showed that a process could be rolled back to a version that says not to run it. */
    @Test
    void whatOnceBrokeALawDoesNotAgain() {
        Simulation simulation = new Simulation(Host::new);
        assertThat(LongStream.of(31, 363, 9007243, 5007170, 9996))
                .allSatisfy(seed ->
                        assertThat(simulation.broken(History.plain(seed))).isEmpty());
        assertThat(LongStream.of(2012782, 2008005, 2015185, 2004527, 2020348))
                .allSatisfy(
                        seed -> assertThat(simulation.broken(History.of(seed))).isEmpty());
    }
}
