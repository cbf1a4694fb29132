package dev.upkeep.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.log.Lines;
import dev.upkeep.log.Stream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private final List<String> lines = new ArrayList<>();
    private String left = "";

    @Test
    void bothLineEndsAreTakenOff() {
        feed("one\ntwo\r\n\nfour\n");

        assertThat(lines).containsExactly("one", "two", "", "four");
    }

    @Test
    void aLoneReturnBelongsToItsLine() {
        feed("10%\r20%\r\n30%\r");
        end();

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
        end();
        end();

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
    void oneByteMoreGoesOnInTheNext() {
        String longest = "x".repeat(LineSplitter.LONGEST);
        feed(longest + "y\n");
        feed(longest);
        feed("y\n");
        feed(longest + "y");
        end();

        assertThat(lines).containsExactly(longest + "…", "y", longest + "…", "y", longest + "…", "y");
    }

    @Test
    void theCutFallsBetweenCharacters() {
        feed("x".repeat(LineSplitter.LONGEST - 1) + "€€€\n");

        assertThat(lines).containsExactly("x".repeat(LineSplitter.LONGEST - 1) + "…", "€€€");
    }

    @Test
    void noMoreThanOneLineIsEverLeftOver() {
        feed("10%\r".repeat(LineSplitter.LONGEST));

        assertThat(left).hasSizeLessThanOrEqualTo(LineSplitter.LONGEST + 1);
        assertThat(lines).hasSize(3).allMatch(line -> line.startsWith("10%\r10%\r") && line.endsWith("10%\r…"));
    }

    @Test
    void whatIsPlainIsKnown() {
        byte[] bytes =
                "tab\tplain\r\ncr\rlone\nümlaut\nesc\u001b[m\ndel\u007f\n~ plain\n".getBytes(StandardCharsets.UTF_8);
        Lines found = LineSplitter.split(bytes, bytes.length, false, Stream.STDOUT, Instant.EPOCH)
                .lines();

        assertThat(IntStream.range(0, found.count()).filter(found::isPlain)).containsExactly(0, 5);
    }

    private void feed(String text) {
        split(text, false);
    }

    private void end() {
        split("", true);
    }

    private void split(String text, boolean ended) {
        byte[] bytes = (left + text).getBytes(StandardCharsets.UTF_8);
        LineSplitter.Found found = LineSplitter.split(bytes, bytes.length, ended, Stream.STDOUT, Instant.EPOCH);
        for (int i = 0; i < found.lines().count(); i++) {
            lines.add(found.lines().text(i) + (found.lines().isTruncated(i) ? "…" : ""));
        }
        left = new String(bytes, found.length(), bytes.length - found.length(), StandardCharsets.UTF_8);
    }
}
