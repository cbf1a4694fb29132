package dev.upkeep.internal.output;

import dev.upkeep.log.Lines;
import dev.upkeep.log.PlainText;
import dev.upkeep.log.Stream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Lines such as {@code [2024-01-01T12:00:00.000Z] STDOUT: ready}. Most are copied as the bytes they are. */
final class TextFormat implements LineFormat {
    private static final byte[] GOES_ON = " [goes on]".getBytes(StandardCharsets.US_ASCII);

    private byte[] prefix = {};
    private Instant time = Instant.MIN;
    private Stream stream = Stream.UPKEEP;

    @Override
    public void add(Lines lines, int line, Gathered to) {
        to.add(prefix(lines.time(), lines.stream()));
        if (lines.isPlain(line)) {
            to.add(lines.bytes(), lines.from(line), lines.to(line));
        } else {
            to.add(PlainText.of(lines.text(line)).getBytes(StandardCharsets.UTF_8));
        }
        if (lines.isTruncated(line)) {
            to.add(GOES_ON);
        }
        to.add((byte) '\n');
    }

    @Override
    public int extra() {
        return 40;
    }

    private byte[] prefix(Instant now, Stream source) {
        if (!now.equals(time) || source != stream) {
            prefix = ("[" + Stamp.of(now) + "] " + source.name() + ": ").getBytes(StandardCharsets.US_ASCII);
            time = now;
            stream = source;
        }
        return prefix;
    }
}
