package dev.upkeep.internal.linux;

/**
 * Processes, and how far the kernel had counted when they were young. Pids are given out in ascending order, round and
 * round; until they come round again, whatever began later has a greater one, and nobody else need be looked at.
 *
 * @param least the smallest pid of these processes
 * @param greatest the greatest pid of these processes
 * @param begun how many processes and threads had begun since boot; at the earliest of them, or before
 */
public record Since(long least, long greatest, long begun) {
    /**
     * Whether greater pids still mean later ones, for each of them.
     *
     * @param now what the kernel has counted and given out so far
     * @return false if in doubt: half of all pids are left for what was skipped, as they were taken
     */
    boolean holds(Numbering now) {
        long later = now.begun() - begun;
        return begun > 0 && later >= 0 && later < now.most() / 2 && now.last() >= greatest;
    }

    /** For the processes of both. Counts taken at almost the same time need not be in the order of pids. */
    Since and(Since other) {
        return new Since(
                Math.min(least, other.least), Math.max(greatest, other.greatest), Math.min(begun, other.begun));
    }
}
