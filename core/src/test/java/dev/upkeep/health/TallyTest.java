package dev.upkeep.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.Moment;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {
    private static final Moment LAUNCHED = new Moment(0, Instant.EPOCH);
    private static final HealthCheck CHECK =
            HealthCheck.builder(new Probe.Tcp("localhost", 1)).build();

    @ParameterizedTest
    @CsvSource({
        "'', UNKNOWN",
        "+, HEALTHY",
        "+-, HEALTHY",
        "+--, HEALTHY",
        "+---, UNHEALTHY",
        "+--+--, HEALTHY",
        "+---+, HEALTHY",
        "--, UNKNOWN",
        "---, UNHEALTHY"
    })
    void oneGoodProbeForgivesTheStreak(String probes, Health verdict) {
        Tally tally = Tally.of(LAUNCHED);
        Moment now = LAUNCHED;
        for (char probe : probes.toCharArray()) {
            now = now.plus(CHECK.interval());
            tally = tally.after(probe == '+', CHECK, LAUNCHED, now);
        }
        assertThat(tally.verdict()).isEqualTo(verdict);
    }

    @Test
    void beforeTheFirstPassItIsAskedOftenAndJudgedSlowly() {
        Tally tally = Tally.of(LAUNCHED);
        Moment now = LAUNCHED;
        int asked = 0;
        while (tally.verdict() == Health.UNKNOWN) {
            now = now.plus(tally.next(CHECK));
            tally = tally.after(false, CHECK, LAUNCHED, now);
            asked++;
        }
        assertThat(now.since(LAUNCHED)).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(94));
        assertThat(asked).isGreaterThan(80);
    }

    @Test
    void theFirstProbesFollowEachOtherQuickly() {
        Tally tally = Tally.of(LAUNCHED);
        assertThat(tally.next(CHECK)).isEqualTo(Duration.ofMillis(20));
        Tally second = tally.after(false, CHECK, LAUNCHED, LAUNCHED);
        assertThat(second.next(CHECK)).isEqualTo(Duration.ofMillis(40));
    }
}
