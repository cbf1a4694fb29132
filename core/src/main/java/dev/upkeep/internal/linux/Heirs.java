package dev.upkeep.internal.linux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * Those who are given the children of whatever ends here: this JVM and all above it, of whom some may have asked for that
 * ({@code PR_SET_CHILD_SUBREAPER}), up to the first process of the system. So what a root has left behind is found among
 * the children of a few, however many processes there are. Thread-safe.
 */
public final class Heirs {
    private static final long FIRST = 1;
    private static final int PASSES = 4;
    private static final int LONGEST_LINE = 100;

    private final ProcFs proc;

    /** Whoever of them is given another parent later gets one that stands here already. Empty if they cannot be told. */
    private final List<Long> line;

    /**
     * Those of a process.
     *
     * @param self its pid
     */
    public Heirs(ProcFs proc, long self) {
        this.proc = proc;
        this.line = line(proc, self);
    }

    private static List<Long> line(ProcFs proc, long self) {
        List<Long> line = new ArrayList<>();
        long next = self;
        while (next > FIRST && line.size() < LONGEST_LINE) {
            line.add(next);
            next = proc.stat(next).map(ProcStat::parent).orElse(-1L);
        }
        line.add(FIRST);
        return next < 0 || line.size() > LONGEST_LINE ? List.of() : List.copyOf(line);
    }

    /**
     * Whether all their children are strangers. While others end, the kernel may leave children out of a list; one that it
     * gives twice is whole.
     *
     * @param stranger whether a process certainly has nothing to do with what is looked for; false for one that has ended
     *     just now and may have left others
     * @return false if in doubt
     */
    public boolean haveOnly(LongPredicate stranger) {
        long[] seen = {};
        for (int pass = 0; pass < PASSES && !line.isEmpty(); pass++) {
            Optional<long[]> children = children();
            if (children.isEmpty() || !areAll(stranger, children.get(), seen)) {
                return false;
            }
            if (pass > 0 && Arrays.equals(seen, children.get())) {
                return true;
            }
            seen = children.get();
        }
        return false;
    }

    private static boolean areAll(LongPredicate stranger, long[] children, long[] known) {
        if (Arrays.equals(children, known)) {
            return true;
        }
        for (long child : children) {
            if (!stranger.test(child)) {
                return false;
            }
        }
        return true;
    }

    private Optional<long[]> children() {
        long[] all = {};
        for (long heir : line) {
            Optional<long[]> some = proc.children(heir);
            if (some.isPresent() && (some.get().length > 0 || isWhole(heir))) {
                int count = all.length;
                all = Arrays.copyOf(all, count + some.get().length);
                System.arraycopy(some.get(), 0, all, count, some.get().length);
            } else if (heir == FIRST || proc.exists(heir)) {
                return Optional.empty();
            }
        }
        return Optional.of(all);
    }

    /** What is listed here is given to the first thread of an heir; if that has ended, to any of the others. */
    private boolean isWhole(long heir) {
        return proc.stat(heir).filter(process -> process.state() != 'Z').isPresent();
    }
}
