package dev.upkeep.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines by their numbers: which are still there, and which of them somebody gets. */
class LogRingTest {
    private final LogRing ring = new LogRing(5, 1000);

    @ParameterizedTest
    @CsvSource({"0, 10, 1-4", "0, 2, 1-2", "2, 10, 3-4", "2, 1, 3-3", "4, 10, ''", "9, 10, ''", "0, 0, ''"})
    void whatComesAfterALineComesInItsOrder(long after, int count, String expected) {
        add(1);
        add(3);
        assertThat(range(ring.after(after, count))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 5-9", "1, 2, 5-6", "4, 10, 5-9", "6, 2, 7-8", "9, 1, ''"})
    void whatIsNoLongerGivenOutIsPassedOver(long after, int count, String expected) {
        add(3);
        add(3);
        add(3);
        assertThat(range(ring.after(after, count))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "-1, ''", "1, 9-9", "3, 7-9", "99, 5-9"})
    void theLastAreTheNewest(int count, String expected) {
        add(4);
        add(5);
        assertThat(range(ring.last(count))).isEqualTo(expected);
    }

    @Test
    void aRingWithoutLinesHasNone() {
        assertThat(ring.last(5)).isEmpty();
        assertThat(ring.after(0, 5)).isEmpty();
    }

    private void add(int count) {
        byte[] bytes = "x".repeat(count).getBytes(StandardCharsets.US_ASCII);
        Lines.Builder lines = new Lines.Builder(bytes, count);
        for (int i = 0; i < count; i++) {
            lines.add(i, i + 1, true, false);
        }
        ring.add(lines.build(Stream.STDOUT, Instant.EPOCH));
    }

    private static String range(List<LogLine> lines) {
        assertThat(lines).extracting(LogLine::text).allMatch("x"::equals);
        return lines.isEmpty()
                ? ""
                : lines.get(0).seq() + "-" + lines.get(lines.size() - 1).seq();
    }
}
