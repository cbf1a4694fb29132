package dev.upkeep.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The last lines of one process, bounded by count and by characters; the oldest go first. Not thread-safe: whoever owns
 * it guards it.
 */
public final class LogRing {
    private final int maxLines;
    private final long maxChars;
    private final ArrayDeque<LogLine> lines = new ArrayDeque<>();
    private long chars;

    /**
     * An empty ring.
     *
     * @param maxLines how many lines are kept at most
     * @param maxChars how many characters are kept at most, the newest line excepted
     */
    public LogRing(int maxLines, long maxChars) {
        this.maxLines = maxLines;
        this.maxChars = maxChars;
    }

    /**
     * Adds a line and drops what no longer fits.
     *
     * @param line the newest line
     */
    public void add(LogLine line) {
        lines.addLast(line);
        chars += line.text().length();
        while (lines.size() > maxLines || chars > maxChars && lines.size() > 1) {
            chars -= lines.removeFirst().text().length();
        }
    }

    /**
     * The newest lines, oldest first.
     *
     * @param count how many at most
     * @return a copy
     */
    public List<LogLine> last(int count) {
        List<LogLine> found = new ArrayList<>(Math.min(count, lines.size()));
        Iterator<LogLine> each = lines.iterator();
        for (int skip = lines.size() - count; skip > 0; skip--) {
            each.next();
        }
        each.forEachRemaining(found::add);
        return found;
    }
}
