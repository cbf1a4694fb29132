package dev.upkeep.internal.lifecycle;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.process.Slot;

/**
 * Something that a launched process is asked again and again, and what follows from the answers.
 *
 * @param check what is asked, and how often
 * @param duty what it is for
 */
public record Watch(HealthCheck check, Duty duty) {
    /** What a watch is for. */
    public enum Duty {
        /** Makes ready when it is first well, and asks no more. */
        OPENING,
        /** Makes ready, and not ready again. */
        READINESS,
        /** Gets a process restarted that does not live, though it runs. */
        LIVENESS,
        /** Readiness and liveness in one. */
        BOTH
    }

    /** The same for one instance. */
    Watch in(Slot slot) {
        return new Watch(check.in(slot), duty);
    }

    /** Whether it is asked only until it first passes, and never judged. */
    public boolean once() {
        return duty == Duty.OPENING;
    }

    /** Where it stands. */
    public Post post() {
        return duty == Duty.LIVENESS ? Post.LIVENESS : Post.READINESS;
    }

    /** Whether its failures get the process restarted. */
    public boolean restarts() {
        return duty == Duty.LIVENESS || duty == Duty.BOTH;
    }
}
