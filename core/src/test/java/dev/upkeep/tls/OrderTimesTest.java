package dev.upkeep.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderTimesTest {
    private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");

    @Test
    void isDueWhenAThirdOfTheTimeIsLeftOrALittleEarlier() {
        Instant end = BEGIN.plus(Duration.ofDays(90));
        assertThat(OrderTimes.due(BEGIN, end, 0)).isEqualTo(end.minus(Duration.ofDays(30)));
        assertThat(OrderTimes.due(BEGIN, end, 1)).isEqualTo(end.minus(Duration.ofDays(33)));
        Instant soon = BEGIN.plus(Duration.ofHours(6));
        assertThat(OrderTimes.due(BEGIN, soon, 0)).isEqualTo(BEGIN.plus(Duration.ofHours(4)));
    }

    @Test
    void pausesGrowUpToSixHours() {
        assertThat(IntStream.rangeClosed(1, 7)
                        .mapToObj(n -> OrderTimes.pause(n, 0).toMinutes()))
                .containsExactly(1L, 4L, 16L, 64L, 256L, 360L, 360L);
        assertThat(OrderTimes.pause(1, 1)).isEqualTo(Duration.ofSeconds(72));
        assertThat(OrderTimes.pause(1000, 0)).isEqualTo(Duration.ofHours(6));
    }
}
