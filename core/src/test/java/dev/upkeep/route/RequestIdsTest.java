package dev.upkeep.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "4bf92f35-77b3-4da6-a3ce-929d0e0e4736", "a.b_c~d+e/f=g:h@i-j"})
    void whatIsHarmlessIsKept(String sent) {
        assertThat(of(sent)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nb", "\"", "<b>", "ä", "${x}"})
    void whatIsNotIsReplaced(String sent) {
        assertThat(of(sent)).matches("[0-9a-f]{32}");
    }

    @Test
    void whatIsTooLongIsReplaced() {
        assertThat(of("a".repeat(128))).hasSize(128).startsWith("aa");
        assertThat(of("a".repeat(129))).hasSize(32);
    }

    @Test
    void aNewOneIsAsLongAsEachOther() {
        assertThat(RequestIds.of(null, () -> -1)).isEqualTo("f".repeat(32));
        assertThat(RequestIds.of(null, () -> 10)).isEqualTo("000000000000000a000000000000000a");
    }

    private static String of(String sent) {
        return RequestIds.of(sent, () -> 0x1234);
    }
}
