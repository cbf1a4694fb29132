package dev.upkeep.internal.tree;

import dev.upkeep.internal.linux.Censuses;
import dev.upkeep.internal.linux.Heirs;
import dev.upkeep.internal.linux.ProcFs;
import dev.upkeep.internal.linux.ProcStat;
import dev.upkeep.internal.linux.Since;
import dev.upkeep.internal.tree.Tree.Member;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Sees quickly that nothing is left of a tree whose root has ended. What is left has no parent in the tree any more, or has
 * an ancestor in it that has none, so it is enough to look at those who were handed to the {@link Heirs}. In doubt it says
 * so, and all processes are looked at. Thread-safe.
 */
public final class Remains {
    /** After so long, a process has left behind what happens between fork and exec: it shows its environment. */
    private static final long SETTLED_TICKS = 100;

    private final ProcFs proc;
    private final Censuses censuses;
    private final Heirs heirs;

    /** The roots of all trees that live: whatever else may be a child of this JVM, they belong to no other tree. */
    private final Set<Long> roots = ConcurrentHashMap.newKeySet();

    /** If many ask at once, one look at all processes is cheaper for all of them together. */
    private final Semaphore one = new Semaphore(1);

    public Remains(ProcFs proc, Censuses censuses) {
        this.proc = proc;
        this.censuses = censuses;
        this.heirs = new Heirs(proc, ProcessHandle.current().pid());
    }

    /** A process that is the root of a tree. */
    public void begin(long root) {
        roots.add(root);
    }

    /** A root that is about to be given up to the system, which may use its pid again. */
    public void end(long root) {
        roots.remove(root);
    }

    /**
     * Whether nothing lives of a tree that was launched here.
     *
     * @param since taken when its root was young
     * @return false if in doubt
     */
    boolean areNone(Member root, String mark, Since since) {
        if (!one.tryAcquire()) {
            return false;
        }
        try {
            return !proc.exists(root.pid()) && heirs.haveOnly(new Strangers(root, mark, since)::has);
        } finally {
            one.release();
        }
    }

    /** Those who have nothing to do with one tree. */
    private final class Strangers {
        private final Member root;
        private final String mark;
        private final Since since;
        private Optional<Boolean> ascending = Optional.empty();

        Strangers(Member root, String mark, Since since) {
            this.root = root;
            this.mark = mark;
            this.since = since;
        }

        boolean has(long pid) {
            return roots.contains(pid)
                    || pid < root.pid() && isAscending()
                    || proc.stat(pid).filter(this::isNone).isPresent();
        }

        private boolean isAscending() {
            if (ascending.isEmpty()) {
                ascending = Optional.of(proc.isAscending(since));
            }
            return ascending.get();
        }

        private boolean isNone(ProcStat process) {
            if (process.start() < root.start() || !process.isAlive()) {
                return true;
            }
            return process.session() != root.pid()
                    && censuses.mark(process.pid())
                            .map(other -> !other.equals(mark))
                            .orElseGet(() -> isSettled(process));
        }

        private boolean isSettled(ProcStat process) {
            return process.start() < proc.now() - SETTLED_TICKS;
        }
    }
}
