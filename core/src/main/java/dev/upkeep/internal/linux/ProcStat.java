package dev.upkeep.internal.linux;

import dev.upkeep.process.Usage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * One line of {@code /proc/PID/stat}, as far as it says who a process is and to whom it belongs ({@code proc(5)}).
 *
 * @param pid of the process
 * @param state its letter, such as {@code S} or {@code Z}
 * @param parent the pid of its parent
 * @param group its process group
 * @param session its session
 * @param threads how many it has
 * @param start when it began, in clock ticks since boot; with the pid it names a process for good
 * @param ticks of CPU time that it has used, and its ended children whose exit code it has asked for
 * @param pages of memory that it has resident
 */
public record ProcStat(
        long pid, char state, long parent, long group, long session, int threads, long start, long ticks, long pages) {
    private static final long PAGE = PageSize.read(Path.of("/proc/self/smaps"));
    private static final long MILLIS_PER_TICK = 10;
    private static final int FIRST_TIME = 11;
    private static final int LAST_TIME = 14;
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int THREADS = 17;
    private static final int START = 19;
    private static final int PAGES = 21;

    /**
     * Whether it still does anything. A zombie has ended; one whose other threads go on has only lost its first.
     *
     * @return false if only its parent's asking for the exit code is missing
     */
    public boolean isAlive() {
        return switch (state) {
            case 'Z' -> threads > 1;
            case 'X', 'x' -> false;
            default -> true;
        };
    }

    /**
     * Reads the line. The name of a program stands in brackets and may hold brackets and spaces itself, so fields are
     * counted from the last closing one.
     *
     * @param line as read
     * @param length how much of it was read
     * @return empty if it is none, or cut short
     */
    static Optional<ProcStat> parse(byte[] line, int length) {
        String text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
        int open = text.indexOf('(');
        int close = text.lastIndexOf(')');
        if (open < 2 || close < open || close + 2 > text.length()) {
            return Optional.empty();
        }
        String[] fields = text.substring(close + 2).trim().split(" ");
        if (fields.length <= PAGES) {
            return Optional.empty();
        }
        return Optional.of(new ProcStat(
                Long.parseLong(text.substring(0, open - 1)),
                fields[STATE].charAt(0),
                Long.parseLong(fields[PARENT]),
                Long.parseLong(fields[GROUP]),
                Long.parseLong(fields[SESSION]),
                Integer.parseInt(fields[THREADS]),
                Long.parseLong(fields[START]),
                ticks(fields),
                Long.parseLong(fields[PAGES])));
    }

    /** In user and in kernel mode, its own and its children's. */
    private static long ticks(String[] fields) {
        long ticks = 0;
        for (int i = FIRST_TIME; i <= LAST_TIME; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks;
    }

    /**
     * What some processes use together.
     *
     * @param processes that live
     * @return their sum
     */
    public static Usage sum(Collection<ProcStat> processes) {
        long ticks = 0;
        long pages = 0;
        int threads = 0;
        for (ProcStat each : processes) {
            ticks += each.ticks;
            pages += each.pages;
            threads += each.threads;
        }
        return new Usage(Duration.ofMillis(ticks * MILLIS_PER_TICK), pages * PAGE, threads, processes.size());
    }
}
