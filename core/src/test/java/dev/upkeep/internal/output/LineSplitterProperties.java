package dev.upkeep.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.internal.output.LineSplitter.Found;
import dev.upkeep.log.Stream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class LineSplitterProperties {
    @Property
    void whereTheBytesAreTornMakesNoDifference(
            @ForAll @StringLength(max = 200) @CharRange(from = 'a', to = 'c') @Chars({'\n', '\r', '€'}) String text,
            @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 30) Integer> pieces) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(split(bytes, pieces)).isEqualTo(split(bytes, List.of()));
    }

    @Property
    void linesPutTogetherAreTheText(
            @ForAll @StringLength(max = 200) @CharRange(from = 'a', to = 'c') @Chars({'\n', ' '}) String text) {
        List<String> lines = split(text.getBytes(StandardCharsets.UTF_8), List.of());

        assertThat(lines).isEqualTo(text.lines().toList());
    }

    private static List<String> split(byte[] bytes, List<Integer> pieces) {
        List<String> lines = new ArrayList<>();
        int begin = 0;
        int at = 0;
        for (int piece : pieces) {
            at = Math.min(bytes.length, at + piece);
            begin += take(bytes, begin, at, false, lines);
        }
        take(bytes, begin, bytes.length, true, lines);
        return lines;
    }

    private static int take(byte[] bytes, int from, int to, boolean ended, List<String> lines) {
        byte[] there = Arrays.copyOfRange(bytes, from, to);
        Found found = LineSplitter.split(there, there.length, ended, Stream.STDOUT, Instant.EPOCH);
        for (int i = 0; i < found.lines().count(); i++) {
            lines.add(found.lines().text(i));
        }
        return found.length();
    }
}
