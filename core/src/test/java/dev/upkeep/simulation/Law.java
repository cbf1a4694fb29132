package dev.upkeep.simulation;

import java.util.Locale;

/** What must be true after each step, whatever has happened. */
enum Law {
    /** Nothing of an earlier launch lives when a process is launched. */
    ONE_INSTANCE,
    /** No signal reaches a process that is none of ours, nor whoever has the pid now. */
    NO_STRANGER,
    /** No signal without a cause: somebody asked, a probe failed, or the root has ended. */
    CAUSE,
    /** Whoever is killed was asked to end first, and had its {@code stopTimeout}. */
    GRACE,
    /** Restarts never exceed the policy. */
    ATTEMPTS,
    /** Nobody is given up before the attempts are used up. */
    PERSEVERANCE,
    /** Nobody is launched before what it needs has come as far as it must. */
    NEEDS,
    /** Who has reached its greatest age is replaced, and that is no failure. */
    AGE,
    /** Who holds too much memory is replaced. */
    WEIGHT,
    /** Who does not live, though it runs, is restarted; who is only not ready is not. */
    LIVENESS,
    /** Who may not outlive its supervisor is ended by the next one. */
    ORPHANS,
    /** Signals for a root alone reach nobody else. */
    KILL_MODE,
    /** What is wanted is what was asked for. */
    WANTED,
    /** What is not wanted is not launched. */
    NOT_UNWANTED,
    /** What is told of a process is so. */
    TRUTH,
    /** Only moves that the picture of the lifecycle shows. */
    EDGE,
    /** Every move has a reason, a word and a sentence. */
    REASON,
    /** What was told, one after the other, leads to what is. */
    ORDER,
    /** Whoever asked is answered in time, a stop in bounded time above all. */
    ANSWERED,
    /** After a stop nothing of it lives. */
    NOTHING_LEFT,
    /** Once faults cease, what is desired is reached. */
    CONVERGENCE,
    /** Nothing throws, and nothing goes on for ever. */
    NO_FAULT;

    /** A law does not hold. */
    static final class Broken extends AssertionError {
        private static final long serialVersionUID = 1L;

        final Law law;

        Broken(Law law, String detail) {
            super(law.name().toLowerCase(Locale.ROOT) + ": " + detail);
            this.law = law;
        }
    }
}
