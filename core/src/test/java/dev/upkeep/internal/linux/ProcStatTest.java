package dev.upkeep.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcStatTest {
    private static final String REST =
            " S 10 42 41 0 -1 4194560 1 0 0 0 1 2 3 4 20 0 3 0 8812345 2555904 224 18446744073709551615 1 1\n";

    @Test
    void theFieldsAreFound() {
        assertThat(parse("42 (sleep)" + REST)).contains(new ProcStat(42, 'S', 10, 42, 41, 3, 8812345, 10, 224));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a) S 1 (b", "((", "))", "", "ä"})
    void theNameOfAProgramMayBeAnything(String name) {
        assertThat(parse("42 (" + name + ")" + REST)).contains(new ProcStat(42, 'S', 10, 42, 41, 3, 8812345, 10, 224));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "42", "42 (sleep", "42 (sleep)", "42 (sleep) S 10 42"})
    void whatIsCutShortIsNothing(String line) {
        assertThat(parse(line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"S, 1, true", "D, 1, true", "T, 1, true", "Z, 1, false", "Z, 2, true", "X, 0, false"})
    void aZombieDoesNotLiveUnlessOtherThreadsDo(char state, int threads, boolean alive) {
        assertThat(new ProcStat(42, state, 1, 42, 42, threads, 1, 0, 0).isAlive())
                .isEqualTo(alive);
    }

    private static Optional<ProcStat> parse(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return ProcStat.parse(bytes, bytes.length);
    }
}
