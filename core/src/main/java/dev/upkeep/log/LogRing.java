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
        long wanted = Math.max(0, Math.min(Math.min(count, maxLines), lines));
        List<LogLine> found = new ArrayList<>((int) wanted);
        long left = lines;
        for (Iterator<Lines> each = kept.iterator(); each.hasNext() && wanted > 0; ) {
            Lines some = each.next();
            for (int i = (int) Math.max(0, Math.min(some.count(), left - wanted)); i < some.count(); i++) {
                found.add(line(some, i, seq - left + i + 1));
            }
            left -= some.count();
        }
        return found;
    }

    private static LogLine line(Lines lines, int i, long seq) {
        return new LogLine(seq, lines.time(), lines.stream(), lines.text(i), lines.isTruncated(i));
    }
}
