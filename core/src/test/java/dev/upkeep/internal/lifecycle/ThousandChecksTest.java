package dev.upkeep.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.testing.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A thousand processes that became ready together, in virtual time. */
class ThousandChecksTest {
    private static final int PROCESSES = 1000;
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final long TICK = Duration.ofMillis(100).toNanos();

    private final ManualTime time = new ManualTime();
    private final Map<Long, Integer> asks = new TreeMap<>();

    @Test
    void areAskedInTurnAndNotTogether() {
        for (int i = 0; i < PROCESSES; i++) {
            new Process("worker-" + i).start();
        }
        time.advance(Duration.ofMillis(1));
        assertThat(asks.remove(0L)).as("the first answer is wanted at once").isEqualTo(PROCESSES);

        time.advance(INTERVAL.multipliedBy(4));

        int perTick = (int) (PROCESSES * TICK / INTERVAL.toNanos());
        assertThat(asks.values()).allSatisfy(count -> assertThat(count).isLessThan(5 * perTick));
        assertThat(asks.values().stream().mapToInt(Integer::intValue).sum())
                .isBetween(4 * PROCESSES - PROCESSES / 10, 4 * PROCESSES + PROCESSES / 10);
    }

    /** Always well, and answers at once. */
    private final class Process implements Effect.Hands {
        private final Lifecycle rules;
        private Life life;

        Process(String id) {
            HealthCheck check = HealthCheck.builder(new Probe.Tcp("localhost", 1))
                    .interval(INTERVAL)
                    .build();
            ProcessSpec spec = ProcessSpec.builder(new ProcessId(id))
                    .command("work")
                    .healthCheck(check)
                    .build();
            rules = new Lifecycle(spec, Watches.of(spec, List.of()));
            life = Life.begin(true, time.now());
        }

        void start() {
            happen(rules.startAsked(life, time.now()));
        }

        private void happen(Step step) {
            life = step.life();
            step.effects().forEach(effect -> effect.on(this));
        }

        @Override
        public void launch(int turn) {
            happen(rules.launched(life, turn, 4711, time.now()));
        }

        @Override
        public void tell(Signal signal) {
            throw new AssertionError("nothing is ended here");
        }

        @Override
        public void wake(int number, Duration after) {
            time.after(after, () -> happen(rules.woke(life, number, time.now())));
        }

        @Override
        public void look(Duration after) {
            throw new AssertionError("nothing is due here");
        }

        @Override
        public void ask(int number, Watch watch) {
            asks.merge(time.now().nanos() / TICK, 1, Integer::sum);
            ProbeResult passed = new ProbeResult(true, "connected", Duration.ZERO);
            happen(rules.probed(life, number, passed, time.now(), 0));
        }
    }
}
