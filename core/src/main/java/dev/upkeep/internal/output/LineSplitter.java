package dev.upkeep.internal.output;

import dev.upkeep.log.Lines;
import dev.upkeep.log.Stream;
import java.time.Instant;

/**
 * Cuts bytes into lines. A line ends with {@code \n} or {@code \r\n}; a lone {@code \r} belongs to its line. A line that is
 * too long is cut into several, so that no more than that ever has to be waited for. What is begun and not ended is left
 * over: it is looked at again when more is there. Remembers nothing.
 */
public final class LineSplitter {
    /** How many bytes one line has at most. */
    public static final int LONGEST = 16 * 1024;

    /** So many bytes hold a whole line in any case. */
    static final int ENOUGH = LONGEST + 2;

    private final byte[] bytes;
    private final int to;
    private final Lines.Builder lines;
    private int begin;
    private boolean plain = true;

    private LineSplitter(byte[] bytes, int to) {
        this.bytes = bytes;
        this.to = to;
        this.lines = new Lines.Builder(bytes, to);
    }

    /**
     * What was found.
     *
     * @param lines in the bytes that were given
     * @param length how many bytes they take, line ends included; the rest was left over
     */
    public record Found(Lines lines, int length) {}

    /**
     * Finds all lines from the beginning of the bytes on, where a line begins.
     *
     * @param to how many bytes there are
     * @param ended whether nothing will follow, so that what is left is a line too
     */
    public static Found split(byte[] bytes, int to, boolean ended, Stream stream, Instant time) {
        LineSplitter splitter = new LineSplitter(bytes, to);
        splitter.whole();
        splitter.rest(ended);
        return new Found(splitter.lines.build(stream, time), splitter.begin);
    }

    private void whole() {
        for (int i = Ascii.special(bytes, 0, to); i < to; i = Ascii.special(bytes, i + 1, to)) {
            byte found = bytes[i];
            if (found == '\n') {
                endLine(i);
            } else if (found != '\t' && !isReturn(i)) {
                plain = false;
            }
        }
    }

    /** Whether a {@code \r} is part of a line end. */
    private boolean isReturn(int i) {
        return bytes[i] == '\r' && i + 1 < to && bytes[i + 1] == '\n';
    }

    private void endLine(int end) {
        int last = withoutReturn(end);
        cutUntil(last);
        lines.add(begin, last, plain, false);
        begin = end + 1;
        plain = true;
    }

    private int withoutReturn(int end) {
        return end > begin && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    /** A {@code \r} at the end may turn out to be part of a line end. */
    private void rest(boolean ended) {
        cutUntil(ended ? to : withoutReturn(to));
        if (ended && begin < to) {
            lines.add(begin, to, plain, false);
            begin = to;
        }
    }

    private void cutUntil(int end) {
        while (end - begin > LONGEST) {
            int cut = cut(begin + LONGEST);
            lines.add(begin, cut, plain, true);
            begin = cut;
        }
    }

    /** Moved back to where a character begins; it has at most four bytes. */
    private int cut(int end) {
        int moved = end;
        while (end - moved < 3 && (bytes[moved] & 0xC0) == 0x80) {
            moved--;
        }
        return (bytes[moved] & 0xC0) == 0x80 ? end : moved;
    }
}
