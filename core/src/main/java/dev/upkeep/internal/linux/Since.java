package dev.upkeep.internal.linux;

/**
 * A process, and how far the kernel had counted when it was young. Pids are given out in ascending order, round and
 * round; until they come round again, whatever began later has a greater one, and nobody else need be looked at.
 *
 * @param pid of the process
 * @param begun how many processes and threads had begun since boot
 */
public record Since(long pid, long begun) {
    /**
     * Whether greater pids still mean later ones.
     *
     * @param now what the kernel has counted and given out so far
     * @return false if in doubt: half of all pids are left for what was skipped, as they were taken
     */
    boolean holds(Numbering now) {
        long later = now.begun() - begun;
        return begun > 0 && later >= 0 && later < now.most() / 2 && now.last() >= pid;
    }

    /** The one that reaches further back. */
    static Since older(Since one, Since other) {
        return one.begun <= other.begun ? one : other;
    }
}
