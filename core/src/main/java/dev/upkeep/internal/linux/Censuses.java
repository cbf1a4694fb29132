package dev.upkeep.internal.linux;

import java.util.ArrayList;
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

    private static final Since EVERYTHING = new Since(0, 0, 0);

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

    /**
     * The mark of one process, as it is right now.
     *
     * @param pid which one
     * @return empty if it has none
     */
    public Optional<String> mark(long pid) {
        return proc.variable(pid, markName);
    }

    private final class Ticket implements Supplier<Census> {
        private @Nullable Census census; // guarded by Censuses.this
        private @Nullable Since oldest; // guarded by this
        private boolean begun; // guarded by this

        private synchronized boolean joins(Since since) {
            oldest = oldest == null ? since : oldest.and(since);
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
                    taken = new Taking(begin()).census();
                    census = taken;
                }
                return taken;
            }
        }
    }

    /** One census while it is taken. Reading environments is dear, and they hardly change: what is settled is remembered. */
    private final class Taking {
        private final long least;
        private final long settled = proc.now() - SETTLED_TICKS;
        private final Map<Named, Optional<String>> remembered = new HashMap<>();
        private final List<ProcStat> all = new ArrayList<>();
        private final Map<String, List<ProcStat>> marked = new HashMap<>();

        Taking(Since since) {
            least = since.holds(proc.numbering()) ? since.least() : 0;
        }

        Census census() {
            marks.forEach((name, mark) -> {
                if (name.pid() < least) {
                    remembered.put(name, mark);
                }
            });
            proc.each(least, this::read);
            marks = remembered;
            return new Census(all, marked);
        }

        private boolean read(long pid) {
            Optional<ProcStat> process = proc.stat(pid);
            process.ifPresent(all::add);
            return process.isPresent() && isRead(process.get());
        }

        /** A zombie is no news for long; but who has just become one may have forked before. */
        private boolean isRead(ProcStat process) {
            Named name = new Named(process.pid(), process.start());
            if (!process.isAlive()) {
                remembered.put(name, Optional.empty());
                return marks.containsKey(name) && marks.get(name).isEmpty();
            }
            Optional<String> mark = marks.containsKey(name) ? marks.get(name) : mark(process.pid());
            if (mark.isPresent() || process.start() < settled) {
                remembered.put(name, mark);
            }
            mark.ifPresent(value -> Census.add(marked, value, process));
            return mark.isPresent()
                    || process.start() < settled
                    || proc.stat(process.pid()).filter(ProcStat::isAlive).isPresent();
        }
    }
}
