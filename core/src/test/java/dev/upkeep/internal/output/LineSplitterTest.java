package dev.upkeep.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private final List<String> lines = new ArrayList<>();
    private final LineSplitter splitter = new LineSplitter((text, cut) -> lines.add(cut ? text + "…" : text));

    @Test
    void bothLineEndsAreTakenOff() {
        feed("one\ntwo\r\n\nfour\n");

        assertThat(lines).containsExactly("one", "two", "", "four");
    }

    @Test
    void aLoneReturnBelongsToItsLine() {
        feed("10%\r20%\r\n30%\r");
        splitter.end();

        assertThat(lines).containsExactly("10%\r20%", "30%\r");
    }

    @Test
    void aLineEndTornApartIsOne() {
        feed("one\r");
        feed("\ntwo\n");

        assertThat(lines).containsExactly("one", "two");
    }

    @Test
    void theEndHandsOverNothingIfNothingWasBegun() {
        feed("one\n");
        splitter.end();
        splitter.end();

        assertThat(lines).containsExactly("one");
    }

    @Test
    void aLineThatJustFitsIsWhole() {
        String longest = "x".repeat(LineSplitter.LONGEST);
        feed(longest + "\r\n");
        feed(longest.substring(1));
        feed("x\r");
        feed("\n");

        assertThat(lines).containsExactly(longest, longest);
    }

    @Test
    void oneByteMoreIsCut() {
        String longest = "x".repeat(LineSplitter.LONGEST);
        feed(longest + "x\n");
        feed(longest);
        feed("x\n");
        feed(longest + "x");
        splitter.end();

        assertThat(lines).containsExactly(longest + "…", longest + "…", longest + "…");
    }

    @Test
    void theCutFallsBetweenCharacters() {
        feed("x".repeat(LineSplitter.LONGEST - 1) + "€€€\n");

        assertThat(lines).containsExactly("x".repeat(LineSplitter.LONGEST - 1) + "…");
    }

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        splitter.feed(bytes, 0, bytes.length);
    }
}
