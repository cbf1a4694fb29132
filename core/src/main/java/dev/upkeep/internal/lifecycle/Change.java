package dev.upkeep.internal.lifecycle;

import dev.upkeep.internal.lifecycle.Life.End;
import dev.upkeep.internal.lifecycle.Life.Needs;
import dev.upkeep.internal.lifecycle.Life.Tree;
import dev.upkeep.internal.lifecycle.Life.Trouble;
import dev.upkeep.internal.lifecycle.Life.Waits;
import dev.upkeep.process.Moment;
import dev.upkeep.process.Reason;
import dev.upkeep.process.State;
import dev.upkeep.restart.Attempts;
import dev.upkeep.restart.RestartDecision;
import java.util.Optional;

/** A {@link Life} on its way to the next: says only what differs. Used within one happening, never kept. */
final class Change {
    private State state;
    private Reason reason;
    private Moment since;
    private boolean wanted;
    private Tree tree;
    private boolean told;
    private int turn;
    private long pid;
    private Moment launched;
    private boolean ready;
    private Vigils vigils;
    private Attempts attempts;
    private int restarts;
    private Optional<RestartDecision> verdict;
    private Optional<Moment> due;
    private Optional<End> lastEnd;
    private Optional<Trouble> trouble;
    private Waits waits;
    private Agenda agenda;
    private Needs needs;

    Change(Life from) {
        state = from.state();
        reason = from.reason();
        since = from.since();
        wanted = from.wanted();
        tree = from.tree();
        told = from.told();
        turn = from.turn();
        pid = from.pid();
        launched = from.launched();
        ready = from.ready();
        vigils = from.vigils();
        attempts = from.attempts();
        restarts = from.restarts();
        verdict = from.verdict();
        due = from.due();
        lastEnd = from.lastEnd();
        trouble = from.trouble();
        waits = from.waits();
        agenda = from.agenda();
        needs = from.needs();
    }

    /** A move to a state; what belongs to the state left behind goes with it. */
    Change to(State next, Reason why, Moment now) {
        if (next != state) {
            since = now;
        }
        if (next != State.RUNNING) {
            ready = false;
        }
        if (next != State.BACKOFF) {
            due = Optional.empty();
            waits = waits.withoutBackoff();
        }
        if (next == State.BACKOFF || next == State.FAILED) {
            trouble = Optional.of(new Trouble(now, why));
        }
        if (next != State.STOPPING) {
            verdict = Optional.empty();
        }
        if (next != State.STARTING && next != State.RUNNING) {
            vigils = vigils.quiet();
        }
        needs = needs.withoutWaiting();
        state = next;
        return because(why);
    }

    Change because(Reason why) {
        reason = why;
        return this;
    }

    Change wanted(boolean value) {
        wanted = value;
        needs = value ? needs : needs.withoutWaiting();
        return this;
    }

    Change launching(Moment now) {
        tree = Tree.LAUNCHING;
        told = false;
        turn++;
        vigils = Vigils.begin(now);
        waits = waits.withoutTree();
        return this;
    }

    Change alive(long rootPid, Moment now) {
        tree = Tree.ALIVE;
        pid = rootPid;
        launched = now;
        vigils = Vigils.begin(now);
        return this;
    }

    /** The root lives, and an earlier supervisor has launched it. */
    Change adopted(long rootPid, Moment launchedThen, int restartsThen, Moment now) {
        launching(now).alive(rootPid, launchedThen);
        vigils = Vigils.begin(now);
        restarts = restartsThen;
        return this;
    }

    /** An earlier supervisor has launched it, and the root lives no more. */
    Change remained(int restartsThen, Moment now) {
        launching(now);
        tree = Tree.ENDED;
        restarts = restartsThen;
        return this;
    }

    Change ended(End end) {
        tree = Tree.ENDED;
        pid = 0;
        ready = false;
        lastEnd = Optional.of(end);
        vigils = vigils.quiet();
        return this;
    }

    Change gone() {
        tree = Tree.NONE;
        pid = 0;
        waits = waits.withoutTree();
        return this;
    }

    Change ready(boolean value) {
        ready = value;
        return this;
    }

    Vigils vigils() {
        return vigils;
    }

    Change seen(Post post, Vigil vigil) {
        vigils = vigils.with(post, vigil);
        return this;
    }

    Change attempts(Attempts value) {
        attempts = value;
        return this;
    }

    Change restarted() {
        restarts++;
        return this;
    }

    Change verdict(RestartDecision value) {
        verdict = Optional.of(value);
        return this;
    }

    Change noVerdict() {
        verdict = Optional.empty();
        return this;
    }

    Change due(Moment value) {
        due = Optional.of(value);
        return this;
    }

    Change told() {
        told = true;
        return this;
    }

    Change agenda(Agenda value) {
        agenda = value;
        return this;
    }

    /** Begins a wait for the delay before a launch; returns its number. */
    int awaitBackoff() {
        waits = waits.forBackoff();
        return waits.backoff();
    }

    /** Begins a wait for the tree to end; returns its number. */
    int awaitTree() {
        waits = waits.forTree();
        return waits.tree();
    }

    /** Begins a wait at a post, for the next probe or its answer; returns its number. */
    int awaitProbe(Post post) {
        waits = waits.forProbe();
        vigils = vigils.with(post, vigils.at(post).waiting(waits.last()));
        return waits.last();
    }

    /** Nothing is waited for at a post any more. */
    Change atRest(Post post) {
        return seen(post, vigils.at(post).waiting(0));
    }

    /** Nobody stands at a post any more. */
    Change deserted(Post post) {
        return seen(post, Vigil.begin(launched));
    }

    /** What stands in the way of a launch, if anything does. */
    Optional<Hindrance> hindrance() {
        return needs.hindrance();
    }

    Change hindrance(Optional<Hindrance> value) {
        needs = new Needs(value, needs.waiting());
        return this;
    }

    /** Waits for what it needs of others; for what nobody is going to give it, it waits as one who has failed. */
    Change waitingFor(Hindrance missing, Moment now) {
        to(missing.isFinal() ? State.FAILED : State.STARTING, missing.reason(), now);
        needs = new Needs(Optional.of(missing), true);
        return this;
    }

    Life done() {
        return new Life(
                state, reason, since, wanted, tree, told, turn, pid, launched, ready, vigils, attempts, restarts,
                verdict, due, lastEnd, trouble, waits, agenda, needs);
    }
}
