package dev.upkeep.internal.order;

import dev.upkeep.internal.lifecycle.Hindrance;
import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.internal.lifecycle.Life.Tree;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import dev.upkeep.process.State;
import dev.upkeep.spec.Dependencies.Condition;
import java.util.Optional;

/**
 * What one process asks of another that it needs.
 *
 * @param id of the other
 * @param condition how far it must have come
 * @param life the other's
 */
record Demand(ProcessId id, Condition condition, Life life) {
    static final String WAITING = "WaitingForDependency";
    static final String FAILED = "DependencyFailed";
    private static final int LONGEST = 300;

    boolean isMet() {
        return life.state() == State.EXITED
                || switch (condition) {
                    case STARTED -> life.tree() == Tree.ALIVE && life.state() != State.STOPPING;
                    case READY -> life.ready();
                    case COMPLETED -> false;
                };
    }

    /** Whether the other does nothing that could lead to it, nor is about to. */
    boolean isHopeless() {
        return !isMet()
                && switch (life.state()) {
                    case DISABLED, STOPPED, FAILED, EXITED -> true;
                    case STARTING, RUNNING, STOPPING, BACKOFF -> false;
                };
    }

    Optional<Hindrance> hindrance() {
        if (isMet()) {
            return Optional.empty();
        }
        return Optional.of(isHopeless() ? new Hindrance(failed(), true) : new Hindrance(waiting(wish()), false));
    }

    private Reason failed() {
        return new Reason(
                FAILED,
                shortened("Needs " + id + ", which " + how()),
                "Cannot run, because something that it needs does not");
    }

    static Reason waiting(String wishes) {
        return new Reason(WAITING, "Waiting for " + wishes, "Starting, and waiting for what it needs");
    }

    /** Goes on after "waiting for". */
    String wish() {
        return id
                + switch (condition) {
                    case STARTED -> " to be started";
                    case READY -> " to be ready";
                    case COMPLETED -> " to complete";
                };
    }

    private String how() {
        return life.state() == State.FAILED
                ? "has failed: " + life.reason()
                : "is " + life.state().word();
    }

    /** A chain of failures says its cause, but not at any length. */
    private static String shortened(String sentence) {
        return sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST) + "…";
    }
}
