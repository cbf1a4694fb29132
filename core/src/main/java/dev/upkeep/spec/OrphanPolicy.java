package dev.upkeep.spec;

/** What becomes of a process that outlived its supervisor, when the next supervisor finds it. */
public enum OrphanPolicy {
    /** It runs on, watched by the new supervisor; restarted only if its description has changed meanwhile. */
    ADOPT,
    /** It is ended, as gracefully as by a stop, and then launched anew. */
    KILL
}
