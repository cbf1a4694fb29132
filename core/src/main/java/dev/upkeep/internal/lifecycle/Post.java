package dev.upkeep.internal.lifecycle;

/** Where a watch stands: a process is watched from two posts at most, each by itself. */
public enum Post {
    /** Decides whether it may be sent traffic. */
    READINESS,
    /** Decides whether it must be restarted; takes no part in readiness unless a restart is forbidden. */
    LIVENESS
}
