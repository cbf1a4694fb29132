package dev.upkeep.internal.output;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines. A line ends with {@code \n} or {@code \r\n}; a lone {@code \r} belongs to its line.
 * Of a line that is too long, the beginning is kept. Not thread-safe.
 */
public final class LineSplitter {
    /** How many bytes are kept of one line. */
    public static final int LONGEST = 16 * 1024;

    private static final int STORED = LONGEST + 1; // one more, for the \r of a line that just fits
    private static final byte[] NONE = {};

    private final Lines lines;
    private byte[] begun = NONE;
    private int stored;
    private long length;

    /** Takes each line. */
    @FunctionalInterface
    public interface Lines {
        void line(String text, boolean truncated);
    }

    public LineSplitter(Lines lines) {
        this.lines = lines;
    }

    /** Takes what was printed next and hands over the lines that it completes. */
    public void feed(byte[] bytes, int from, int to) {
        int begin = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                endLine(bytes, begin, i);
                begin = i + 1;
            }
        }
        store(bytes, begin, to);
    }

    /** Hands over what was printed last without a line end. */
    public void end() {
        if (length > 0) {
            handOver(begun, 0, stored);
            forget();
        }
    }

    private void endLine(byte[] bytes, int from, int to) {
        if (length == 0) {
            handOver(bytes, from, withoutReturn(bytes, from, to));
            return;
        }
        store(bytes, from, to);
        handOver(begun, 0, length == stored ? withoutReturn(begun, 0, stored) : stored);
        forget();
    }

    private static int withoutReturn(byte[] bytes, int from, int to) {
        return to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    }

    /** More than the longest is never stored but for one byte, which then says that the line was longer. */
    private void handOver(byte[] bytes, int from, int to) {
        boolean truncated = to - from > LONGEST;
        int end = truncated ? cut(bytes, from + LONGEST) : to;
        lines.line(new String(bytes, from, end - from, StandardCharsets.UTF_8), truncated);
    }

    /** The end of what is kept, moved back to where a character begins; it has at most four bytes. */
    private static int cut(byte[] bytes, int end) {
        int moved = end;
        while (end - moved < 3 && moved > 0 && (bytes[moved] & 0xC0) == 0x80) {
            moved--;
        }
        return (bytes[moved] & 0xC0) == 0x80 ? end : moved;
    }

    private void store(byte[] bytes, int from, int to) {
        int kept = Math.min(to - from, STORED - stored);
        if (stored + kept > begun.length) {
            begun = Arrays.copyOf(begun, Math.min(STORED, Math.max(256, 2 * (stored + kept))));
        }
        System.arraycopy(bytes, from, begun, stored, kept);
        stored += kept;
        length += to - from;
    }

    private void forget() {
        begun = NONE;
        stored = 0;
        length = 0;
    }
}
