package dev.upkeep.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikenessTest {
    @ParameterizedTest
    @CsvSource({
        "port, port, 0",
        "port, PORT, 0",
        "'', port, 4",
        "prot, port, 1",
        "comand, command, 1",
        "commandd, command, 1",
        "node, mode, 1",
        "kitten, sitting, 3"
    })
    void eachSlipCountsOnce(String one, String other, int distance) {
        assertThat(Likeness.distance(one, other)).isEqualTo(distance);
        assertThat(Likeness.distance(other, one)).isEqualTo(distance);
    }

    @Test
    void whatIsTooLongToBeMistypedIsLikeNothing() {
        String tooLong = "a".repeat(65);

        assertThat(Likeness.distance(tooLong, tooLong)).isEqualTo(Integer.MAX_VALUE);
    }
}
