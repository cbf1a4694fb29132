package dev.upkeep.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The last lines of one process, bounded by count and by bytes; the oldest go first. It also counts: each line gets its
 * number here. Texts are made when somebody asks for them. Not thread-safe: whoever owns it guards it.
 */
public final class LogRing {
    private final int maxLines;
    private final long maxBytes;
    private final ArrayDeque<Lines> kept = new ArrayDeque<>();
    private long lines;
    private long bytes;
    private long seq;

    /**
     * An empty ring.
     *
     * @param maxLines how many lines are given out at most
     * @param maxBytes how many bytes are kept at most, those excepted that came with the newest line and at the same time
     *     as the oldest
     */
    public LogRing(int maxLines, long maxBytes) {
        this.maxLines = maxLines;
        this.maxBytes = maxBytes;
    }

    /**
     * Adds lines and drops what no longer fits.
     *
     * @param newest not changed any more
     */
    public void add(Lines newest) {
        kept.addLast(newest);
        seq += newest.count();
        lines += newest.count();
        bytes += newest.size();
        while (kept.size() > 1 && canSpare(kept.getFirst())) {
            Lines oldest = kept.removeFirst();
            lines -= oldest.count();
            bytes -= oldest.size();
        }
    }

    private boolean canSpare(Lines oldest) {
        return lines - oldest.count() >= maxLines || bytes - oldest.size() >= maxBytes;
    }

    /**
     * The newest lines, oldest first.
     *
     * @param count how many at most
     * @return a copy
     */
    public List<LogLine> last(int count) {
        return after(seq - Math.max(0, count), Math.max(0, count));
    }

    /**
     * The lines that come after one, oldest first; the first that is still kept is the first if that one is not.
     *
     * @param after its number; 0 for all that is kept
     * @param count how many at most
     * @return a copy
     */
    public List<LogLine> after(long after, int count) {
        long first = Math.max(after, seq - Math.min(maxLines, lines)) + 1;
        long last = Math.min(seq, first + count - 1);
        List<LogLine> found = new ArrayList<>((int) Math.max(0, last - first + 1));
        long next = seq - lines + 1;
        for (Iterator<Lines> each = kept.iterator(); each.hasNext() && next <= last; ) {
            Lines some = each.next();
            for (long at = Math.max(first, next); at <= Math.min(last, next + some.count() - 1); at++) {
                found.add(line(some, (int) (at - next), at));
            }
            next += some.count();
        }
        return found;
    }

    private static LogLine line(Lines lines, int i, long seq) {
        return new LogLine(seq, lines.time(), lines.stream(), lines.text(i), lines.isTruncated(i));
    }
}
