package dev.upkeep.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
        LineSplitter splitter = new LineSplitter((line, truncated) -> lines.add(line));
        int at = 0;
        for (int piece : pieces) {
            int end = Math.min(bytes.length, at + piece);
            splitter.feed(bytes, at, end);
            at = end;
        }
        splitter.feed(bytes, at, bytes.length);
        splitter.end();
        return lines;
    }
}
