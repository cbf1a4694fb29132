package dev.upkeep.simulation;

import static dev.upkeep.process.State.BACKOFF;
import static dev.upkeep.process.State.DISABLED;
import static dev.upkeep.process.State.EXITED;
import static dev.upkeep.process.State.FAILED;
import static dev.upkeep.process.State.RUNNING;
import static dev.upkeep.process.State.STARTING;
import static dev.upkeep.process.State.STOPPED;
import static dev.upkeep.process.State.STOPPING;

import dev.upkeep.process.State;
import java.util.EnumSet;
import java.util.Set;

/** The picture of the lifecycle: which state may follow upon which. */
final class Edges {
    private Edges() {}

    static boolean lead(State from, State to) {
        return after(from).contains(to);
    }

    /** What else may follow when a supervisor finds what another has left. */
    static boolean leadAtAdoption(State from, State to) {
        return lead(from, to)
                || !from.isAlive() && EnumSet.of(RUNNING, STARTING, STOPPING).contains(to);
    }

    private static Set<State> after(State from) {
        return switch (from) {
            case DISABLED -> EnumSet.of(STOPPED);
            case STOPPED -> EnumSet.of(STARTING, DISABLED);
            case STARTING -> EnumSet.of(RUNNING, STOPPING, BACKOFF, EXITED, FAILED);
            case RUNNING -> EnumSet.of(STOPPING, BACKOFF, EXITED, FAILED);
            case STOPPING -> EnumSet.of(STOPPED, DISABLED, STARTING, BACKOFF, FAILED);
            case BACKOFF, EXITED, FAILED -> EnumSet.of(STARTING, STOPPING, STOPPED, DISABLED);
        };
    }
}
