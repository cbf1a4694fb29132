package dev.upkeep.internal.linux;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes each {@link Census} for as many as possible: all who asked before it was begun share it, so that a thousand
 * processes that end together cost hardly more than one. Thread-safe.
 */
public final class Censuses {
    /** After so long, a process has left behind what happens between fork and exec, and its environment is its own. */
    private static final long SETTLED_TICKS = 100;

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
     * Asks for a census that is begun no earlier than now. Returns at once; getting it may take some milliseconds.
     *
     * @return gives the same census each time
     */
    public Supplier<Census> ask() {
        return next;
    }

    private final class Ticket implements Supplier<Census> {
        private @Nullable Census census; // guarded by Censuses.this

        @Override
        public Census get() {
            synchronized (Censuses.this) {
                Census taken = census;
                if (taken == null) {
                    next = new Ticket(); // whoever asks from here on would find this one begun
                    taken = new Census(proc.all(), Censuses.this::marks);
                    census = taken;
                }
                return taken;
            }
        }
    }

    /** Who carries which mark. Reading environments is dear, and they hardly change: what is settled is remembered. */
    private synchronized Map<String, List<ProcStat>> marks(List<ProcStat> all) {
        long settled = proc.now() - SETTLED_TICKS;
        Map<Named, Optional<String>> remembered = new HashMap<>();
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
