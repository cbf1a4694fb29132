package dev.upkeep.internal.linux;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes each {@link Census} for as many as possible: all who asked before it was begun share it, so that a thousand
 * processes that end together cost hardly more than one. It leaves out who is too old to matter to any of them.
 * Thread-safe.
 */
public final class Censuses {
    /** After so long, a process has left behind what happens between fork and exec, and its environment is its own. */
    private static final long SETTLED_TICKS = 100;

    private static final Since EVERYTHING = new Since(0, 0);

    private final ProcFs proc;
    private final String markName;
    private volatile Ticket next = new Ticket();
    private Map<Named, Optional<String>> marks = Map.of(); // guarded by this

    private record Named(long pid, long start) {}

    /**
     * Censuses of this system.
     *
     * @param proc where they are read from
     * @param markName the variable that carries marks
     */
    public Censuses(ProcFs proc, String markName) {
        this.proc = proc;
        this.markName = markName;
    }

    /**
     * Asks for a census of all that is begun no earlier than now. Returns at once; getting it may take some milliseconds.
     *
     * @return gives the same census each time
     */
    public Supplier<Census> ask() {
        return ask(EVERYTHING);
    }

    /**
     * Asks for a census of what began with a process or later.
     *
     * @param since the process; made when it had just begun
     * @return as {@link #ask()}; it may have older ones too
     */
    public Supplier<Census> ask(Since since) {
        Ticket ticket = next;
        while (!ticket.joins(since)) {
            ticket = next;
        }
        return ticket;
    }

    private final class Ticket implements Supplier<Census> {
        private @Nullable Census census; // guarded by Censuses.this
        private @Nullable Since oldest; // guarded by this
        private boolean begun; // guarded by this

        private synchronized boolean joins(Since since) {
            oldest = oldest == null ? since : Since.older(oldest, since);
            return !begun;
        }

        /** Nobody joins from here on: what is asked for now may have begun after the look. */
        private synchronized Since begin() {
            begun = true;
            return oldest == null ? EVERYTHING : oldest;
        }

        @Override
        public Census get() {
            synchronized (Censuses.this) {
                Census taken = census;
                if (taken == null) {
                    next = new Ticket(); // before this one is closed, so that nobody who asks finds none
                    taken = take(begin());
                    census = taken;
                }
                return taken;
            }
        }
    }

    private Census take(Since since) {
        long least = since.holds(proc.numbering()) ? since.pid() : 0;
        return new Census(proc.from(least), all -> marks(all, least));
    }

    /** Who carries which mark. Reading environments is dear, and they hardly change: what is settled is remembered. */
    private synchronized Map<String, List<ProcStat>> marks(List<ProcStat> all, long least) {
        long settled = proc.now() - SETTLED_TICKS;
        Map<Named, Optional<String>> remembered = new HashMap<>();
        marks.forEach((name, mark) -> {
            if (name.pid() < least) {
                remembered.put(name, mark);
            }
        });
        Map<String, List<ProcStat>> found = new HashMap<>();
        for (ProcStat process : all) {
            if (process.isAlive()) {
                Named name = new Named(process.pid(), process.start());
                Optional<String> mark =
                        marks.containsKey(name) ? marks.get(name) : proc.variable(process.pid(), markName);
                if (mark.isPresent() || process.start() < settled) {
                    remembered.put(name, mark);
                }
                mark.ifPresent(value -> Census.add(found, value, process));
            }
        }
        marks = remembered;
        return found;
    }
}
