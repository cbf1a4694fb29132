package dev.upkeep.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    @Test
    void aPlaceLiesWithinTheIntervalAndIsAlwaysTheSame() {
        for (String name : names(1000)) {
            Duration place = Spread.first(name, INTERVAL);
            assertThat(place).isPositive().isLessThanOrEqualTo(INTERVAL).isEqualTo(Spread.first(name, INTERVAL));
        }
        assertThat(Spread.first("a", Duration.ofNanos(1))).isEqualTo(Duration.ofNanos(1));
    }

    @Test
    void aThousandNumberedProcessesTakeTurns() {
        Map<Long, Integer> perSecond = names(1000).stream()
                .map(name -> Spread.first(name, INTERVAL).minusNanos(1).toSeconds())
                .collect(Collectors.toMap(second -> second, second -> 1, Integer::sum));
        IntSummaryStatistics load = perSecond.values().stream().mapToInt(i -> i).summaryStatistics();
        assertThat(perSecond).hasSize(30);
        assertThat(load.getMax()).isLessThan(60);
        assertThat(load.getMin()).isGreaterThan(10);
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "worker-" + i + "/LIVENESS")
                .toList();
    }
}
