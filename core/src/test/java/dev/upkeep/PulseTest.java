package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Whether the loop still takes up what it is given, in virtual time. */
class PulseTest {
    private static final Instant NOON = Instant.parse("2024-01-01T12:00:00Z");

    private final Queue<Runnable> loop = new ArrayDeque<>();
    private Duration passed = Duration.ZERO;
    private final Pulse pulse = new Pulse(() -> new Moment(passed.toNanos(), NOON.plus(passed)), loop::add);

    @Test
    void aLoopThatTakesUpWhatItIsGivenIsFeltForEver() {
        for (int i = 0; i < 100; i++) {
            assertThat(pulse.isFelt()).isTrue();
            loop.remove().run();
            passed = passed.plusSeconds(60);
        }
    }

    @Test
    void aLoopThatIsStuckIsNotFeltAfterTenSecondsAndIsAgainWhenItGoesOn() {
        assertThat(pulse.isFelt()).isTrue();
        passed = Pulse.PATIENCE;
        assertThat(pulse.isFelt()).isTrue();
        passed = passed.plusMillis(1);
        assertThat(pulse.isFelt()).isFalse();
        assertThat(loop).as("nothing is piled up for it").hasSize(1);

        loop.remove().run();

        assertThat(pulse.isFelt()).isTrue();
    }

    @Test
    void whoAsksSeldomIsNotToldOfATimeThatNobodyAskedAbout() {
        pulse.isFelt();
        loop.remove().run();
        passed = Duration.ofHours(1);
        assertThat(pulse.isFelt()).isTrue();
    }
}
