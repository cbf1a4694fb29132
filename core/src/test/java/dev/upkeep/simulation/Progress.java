package dev.upkeep.simulation;

import dev.upkeep.ProcessStatus;
import dev.upkeep.process.State;
import dev.upkeep.spec.Dependencies.Condition;

/** How far a process has come, as was told; and until when it was so. */
final class Progress {
    private static final long NEVER = Long.MIN_VALUE;
    private static final long STILL = Long.MAX_VALUE;

    private long started = NEVER;
    private long ready = NEVER;
    private long completed = NEVER;

    /** Another supervisor begins, which has told nothing. */
    void forget() {
        started = NEVER;
        ready = NEVER;
        completed = NEVER;
    }

    void told(ProcessStatus status, long now) {
        boolean isUp = status.state() == State.STARTING || status.state() == State.RUNNING;
        started = until(started, isUp && status.pid().isPresent(), now);
        ready = until(ready, status.ready(), now);
        completed = until(completed, status.state() == State.EXITED, now);
    }

    private static long until(long before, boolean is, long now) {
        return is ? STILL : Math.min(before, now);
    }

    /** Whether it had come so far at this time or later. Who has ended well has come as far as can be. */
    boolean was(Condition condition, long then) {
        return completed >= then
                || switch (condition) {
                    case STARTED -> started >= then;
                    case READY -> ready >= then;
                    case COMPLETED -> false;
                };
    }
}
