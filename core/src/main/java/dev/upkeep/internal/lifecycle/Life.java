package dev.upkeep.internal.lifecycle;

import dev.upkeep.health.ProbeResult;
import dev.upkeep.process.Exit;
import dev.upkeep.process.Moment;
import dev.upkeep.process.Reason;
import dev.upkeep.process.State;
import dev.upkeep.restart.Attempts;
import dev.upkeep.restart.RestartDecision;
import java.time.Duration;
import java.util.Optional;

/**
 * One process, as the supervisor knows it at one moment.
 *
 * @param state what it is doing
 * @param reason why
 * @param since when it began to
 * @param wanted whether it should be running
 * @param tree what lives of the last launch
 * @param told whether the tree was asked to end
 * @param turn the number of the last launch; what comes back from an earlier one is ignored
 * @param pid of the root of the tree, 0 while there is none
 * @param launched when the tree was launched
 * @param ready whether it may be sent traffic
 * @param vigils what was seen of this launch
 * @param attempts restarts that count against the policy
 * @param restarts all restarts ever
 * @param verdict what becomes of it when the tree is gone, if that is decided already
 * @param due when it is launched again, in backoff
 * @param lastEnd how it last ended
 * @param trouble what went wrong last, so that it was to be launched again or was given up
 * @param waits the waits it has called for; late ones are recognised by their number
 * @param agenda what awaits it by the clock
 * @param needs what it needs of other processes before it can be launched
 */
public record Life(
        State state,
        Reason reason,
        Moment since,
        boolean wanted,
        Tree tree,
        boolean told,
        int turn,
        long pid,
        Moment launched,
        boolean ready,
        Vigils vigils,
        Attempts attempts,
        int restarts,
        Optional<RestartDecision> verdict,
        Optional<Moment> due,
        Optional<End> lastEnd,
        Optional<Trouble> trouble,
        Waits waits,
        Agenda agenda,
        Needs needs) {
    /** What lives of a launch. */
    public enum Tree {
        /** Nothing. */
        NONE,
        /** It is being launched. */
        LAUNCHING,
        /** Its root lives. */
        ALIVE,
        /** Its root has ended, and maybe not all that the root has started. */
        ENDED
    }

    /**
     * What a probe said.
     *
     * @param at when
     * @param result what came of it
     */
    public record Answer(Moment at, ProbeResult result) {}

    /**
     * Something that went wrong.
     *
     * @param at when
     * @param reason what it was
     */
    public record Trouble(Moment at, Reason reason) {}

    /**
     * How a launch ended.
     *
     * @param exit with which code
     * @param at when
     * @param ran how long it had run
     * @param expected whether somebody had asked for it, or the policy takes it for a good end
     */
    public record End(Exit exit, Moment at, Duration ran, boolean expected) {}

    /**
     * The numbers of the waits under way, 0 for none; those for probes are with the {@link Vigils}.
     *
     * @param last the last number given
     * @param backoff for the delay before a launch
     * @param tree for the patience with a tree that is to end
     */
    public record Waits(int last, int backoff, int tree) {
        static final Waits NONE = new Waits(0, 0, 0);

        Waits forBackoff() {
            return new Waits(last + 1, last + 1, tree);
        }

        Waits forTree() {
            return new Waits(last + 1, backoff, last + 1);
        }

        Waits forProbe() {
            return new Waits(last + 1, backoff, tree);
        }

        Waits withoutBackoff() {
            return new Waits(last, 0, tree);
        }

        Waits withoutTree() {
            return new Waits(last, backoff, 0);
        }
    }

    /**
     * What it needs of other processes.
     *
     * @param hindrance what is missing, so that it may not be launched; empty if nothing is
     * @param waiting whether it would be launched now if nothing were
     */
    public record Needs(Optional<Hindrance> hindrance, boolean waiting) {
        static final Needs MET = new Needs(Optional.empty(), false);

        Needs withoutWaiting() {
            return waiting ? new Needs(hindrance, false) : this;
        }
    }

    /** States what must hold, whatever has happened. */
    public Life {
        holds(tree == Tree.ALIVE == (pid != 0), "a pid, exactly while the root lives");
        holds(!ready || state == State.RUNNING && tree == Tree.ALIVE, "ready only while running");
        holds((state == State.BACKOFF) == due.isPresent(), "due, exactly in backoff");
        holds(state != State.RUNNING || tree == Tree.ALIVE, "running only while the root lives");
        holds(state != State.STOPPING || tree != Tree.NONE, "stopping only while something lives");
        holds(
                !(state == State.STOPPED || state == State.DISABLED) || tree == Tree.NONE && !wanted,
                "stopped only when nothing lives and nobody wants it");
        holds(
                !needs.waiting()
                        || wanted
                                && tree == Tree.NONE
                                && needs.hindrance().isPresent()
                                && (state == State.STARTING || state == State.FAILED),
                "waiting for others only if nothing lives and something is missing");
        holds(verdict.isEmpty() || state == State.STOPPING, "a verdict only while stopping");
    }

    private static void holds(boolean condition, String law) {
        if (!condition) {
            throw new IllegalStateException("life: violated (expected: " + law + ")");
        }
    }

    /**
     * The life of a process that was never launched.
     *
     * @param enabled whether it may be
     * @param now the present
     * @return stopped or disabled
     */
    public static Life begin(boolean enabled, Moment now) {
        return new Life(
                enabled ? State.STOPPED : State.DISABLED,
                enabled ? Reasons.NOT_STARTED : Reasons.DISABLED,
                now,
                false,
                Tree.NONE,
                false,
                0,
                0,
                now,
                false,
                Vigils.begin(now),
                Attempts.NONE,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Waits.NONE,
                Agenda.none(now),
                Needs.MET);
    }

    /**
     * The life of an instance that is to take the place of another and was never launched.
     *
     * @param earlier the life of the other
     * @param now the present
     * @return stopped
     */
    public static Life after(Life earlier, Moment now) {
        Life fresh = begin(true, now);
        return new Life(
                fresh.state,
                fresh.reason,
                now,
                false,
                Tree.NONE,
                false,
                earlier.turn,
                0,
                now,
                false,
                fresh.vigils,
                Attempts.NONE,
                earlier.restarts + 1,
                Optional.empty(),
                Optional.empty(),
                earlier.lastEnd,
                earlier.trouble,
                Waits.NONE,
                fresh.agenda,
                earlier.needs.withoutWaiting());
    }

    Change change() {
        return new Change(this);
    }
}
