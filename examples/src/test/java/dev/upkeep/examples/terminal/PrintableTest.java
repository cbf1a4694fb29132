package dev.upkeep.examples.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void ordinaryTextStaysAsItIs() {
        assertThat(Printable.text("naïve\t✓ 日本 😀")).isEqualTo("naïve\t✓ 日本 😀");
    }

    @Test
    void whatATerminalWouldObeyIsShownAsNumbers() {
        assertThat(Printable.text("\u001b[31mred\r\b\u0000")).isEqualTo("\\u001b[31mred\\u000d\\u0008\\u0000");
        assertThat(Printable.text("\u009b2J\u202eevil")).isEqualTo("\\u009b2J\\u202eevil");
        assertThat(Printable.text("\ud800")).isEqualTo("\\ud800");
    }
}
