package dev.upkeep.internal.output;

import dev.upkeep.log.Lines;
import dev.upkeep.log.PlainText;
import dev.upkeep.log.Stream;
import dev.upkeep.process.ProcessId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One JSON object a line: {@code {"time":"…","process":"api","stream":"stdout","message":"…","truncated":true}}, the last
 * only if it is true. The message is the exact text; what could steer a terminal is written as a number.
 */
final class JsonFormat implements LineFormat {
    private static final byte[] END = "\"}\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUNCATED = "\",\"truncated\":true}\n".getBytes(StandardCharsets.US_ASCII);

    private final ProcessId id;
    private byte[] prefix = {};
    private Instant time = Instant.MIN;
    private Stream stream = Stream.UPKEEP;

    JsonFormat(ProcessId id) {
        this.id = id;
    }

    @Override
    public void add(Lines lines, int line, Gathered to) {
        to.add(prefix(lines.time(), lines.stream()));
        if (lines.isPlain(line)) {
            addPlain(lines.bytes(), lines.from(line), lines.to(line), to);
        } else {
            to.add(escaped(lines.text(line)).getBytes(StandardCharsets.UTF_8));
        }
        to.add(lines.isTruncated(line) ? TRUNCATED : END);
    }

    @Override
    public int extra() {
        return 100;
    }

    /** An id has no characters that need care. */
    private byte[] prefix(Instant now, Stream source) {
        if (!now.equals(time) || source != stream) {
            prefix = ("{\"time\":\"" + Stamp.of(now) + "\",\"process\":\"" + id + "\",\"stream\":\"" + source.word()
                            + "\",\"message\":\"")
                    .getBytes(StandardCharsets.US_ASCII);
            time = now;
            stream = source;
        }
        return prefix;
    }

    private static void addPlain(byte[] bytes, int from, int end, Gathered to) {
        int begin = from;
        for (int i = from; i < end; i++) {
            if (bytes[i] == '"' || bytes[i] == '\\' || bytes[i] == '\t') {
                to.add(bytes, begin, i);
                to.add(escaped(String.valueOf((char) bytes[i])).getBytes(StandardCharsets.US_ASCII));
                begin = i + 1;
            }
        }
        to.add(bytes, begin, end);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> escaped.append('\\').append(c);
                case '\t' -> escaped.append("\\t");
                case '\r' -> escaped.append("\\r");
                default -> {
                    if (PlainText.isSpecial(c)) {
                        escaped.append(String.format("\\u%04x", (int) c));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }
}
