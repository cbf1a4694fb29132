package dev.upkeep.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void ordinaryTextStaysAsItIs() {
        String text = "\tGET /ä€😀 200 \\n";

        assertThat(plain(text)).isSameAs(text);
    }

    @Test
    void coloursAreLeftOut() {
        assertThat(plain("\u001b[1;31merror\u001b[0m \u001b[mgone")).isEqualTo("error gone");
    }

    @Test
    void otherEscapesAreShown() {
        assertThat(plain("\u001b]0;title\u0007 \u001b[2J \u001b[31")).isEqualTo("\\x1b]0;title\\x07 \\x1b[2J \\x1b[31");
    }

    @Test
    void whatCouldFakeALineIsShown() {
        assertThat(plain("10%\r20%\n\u0085\u2028\u2029\0")).isEqualTo("10%\\r20%\\x0a\\x85\\u2028\\u2029\\x00");
    }

    @Test
    void whatTurnsTheDirectionIsShown() {
        assertThat(plain("abc\u202etxt.exe\u2066")).isEqualTo("abc\\u202etxt.exe\\u2066");
    }

    private static String plain(String text) {
        return new LogLine(1, Instant.EPOCH, Stream.STDOUT, text, false).plain();
    }
}
