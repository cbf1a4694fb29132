package dev.upkeep.process;

/** Whom a stop is meant for. */
public enum KillMode {
    /** Everything that a launch has led to: after a stop nothing of it lives. */
    TREE,
    /**
     * Only the root. What the root has started lives on when the root has ended, and is nobody's concern: the next launch
     * does not wait for it. For programs that see to their children themselves, or mean to leave them behind.
     */
    PROCESS
}
