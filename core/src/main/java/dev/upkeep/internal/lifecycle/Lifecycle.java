package dev.upkeep.internal.lifecycle;

import dev.upkeep.health.Health;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.internal.lifecycle.Life.End;
import dev.upkeep.internal.lifecycle.Life.Tree;
import dev.upkeep.process.Exit;
import dev.upkeep.process.Moment;
import dev.upkeep.process.Reason;
import dev.upkeep.process.Signal;
import dev.upkeep.process.Slot;
import dev.upkeep.process.State;
import dev.upkeep.restart.Attempts;
import dev.upkeep.restart.RestartDecision;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.restart.Restarts;
import dev.upkeep.spec.ProcessSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules of one process's life. Each method is a happening and answers with a step; none does anything. A wait or a
 * launch that is no longer waited for is recognised by its number and changes nothing.
 *
 * @param spec what the user asked for
 * @param watches how it is found out whether what was launched is ready, and lives
 * @param disabled why it may not be launched, if it may not
 * @param drain how long requests may take to their end before it is asked to end, unless it has failed; zero if there are none
 */
public record Lifecycle(ProcessSpec spec, Watches watches, Reason disabled, Duration drain) {
    private static final Duration BEFORE_SWEEP = Duration.ofMillis(10);
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(1);

    /** Of a process that is in the configuration. */
    public Lifecycle(ProcessSpec spec, Watches watches) {
        this(spec, watches, Duration.ZERO);
    }

    /** Of a process in the configuration that requests are sent to. */
    public Lifecycle(ProcessSpec spec, Watches watches, Duration drain) {
        this(spec, watches, Reasons.DISABLED, drain);
    }

    /** The same for one instance. */
    public Lifecycle in(Slot slot) {
        return new Lifecycle(spec.in(slot), watches.in(slot), disabled, drain);
    }

    /** Somebody wants it to run; all attempts are given anew. */
    public Step startAsked(Life life, Moment now) {
        return start(life, Reasons.START_ASKED, now);
    }

    /** It is to run, for this reason. */
    Step start(Life life, Reason why, Moment now) {
        return switch (life.state()) {
            case DISABLED, RUNNING -> Step.to(life);
            case STARTING -> Step.to(life.needs().waiting() ? afresh(life).done() : life);
            case STOPPING -> afterStop(life, Reasons.START_AFTER_STOP);
            case STOPPED, BACKOFF, EXITED, FAILED -> launch(afresh(life), life.tree(), why, now);
        };
    }

    /** Somebody wants it to be stopped; beats everything that is under way. */
    public Step stopAsked(Life life, Moment now) {
        Change unwanted = life.change().wanted(false);
        return switch (life.state()) {
            case STOPPED, DISABLED -> Step.to(rest(unwanted, now));
            case STOPPING ->
                Step.to(unwanted.noVerdict().because(Reasons.STOP_ASKED).done());
            case STARTING, RUNNING ->
                life.needs().waiting()
                        ? Step.to(rest(unwanted, now))
                        : stop(life, unwanted.to(State.STOPPING, Reasons.STOP_ASKED, now));
            case BACKOFF, EXITED, FAILED ->
                life.tree() == Tree.NONE
                        ? Step.to(rest(unwanted, now))
                        : Step.to(unwanted.to(State.STOPPING, Reasons.STOP_ASKED, now)
                                .done());
        };
    }

    /** It is to be started by the first request that comes for it. */
    Step sleep(Life life, Moment now) {
        return life.state() == State.STOPPED
                ? Step.to(life.change().to(State.STOPPED, Reasons.ASLEEP, now).done())
                : Step.to(life);
    }

    /** Nobody asks it for anything: it is stopped until somebody does. */
    public Step idle(Life life, Moment now) {
        return life.state() == State.RUNNING && isUp(life)
                ? stop(life, life.change().wanted(false).to(State.STOPPING, Reasons.IDLE, now))
                : Step.to(life);
    }

    /** A request has come for it: it is started if it only sleeps. What an operator has stopped stays so. */
    public Step demanded(Life life, Moment now) {
        return isAsleep(life) ? start(life, Reasons.DEMANDED, now) : Step.to(life);
    }

    /** Whether the next request starts it. */
    public static boolean isAsleep(Life life) {
        return switch (life.state()) {
            case STOPPED -> life.reason().equals(Reasons.ASLEEP);
            case STOPPING -> !life.wanted() && life.reason().equals(Reasons.IDLE);
            case DISABLED, STARTING, RUNNING, BACKOFF, EXITED, FAILED -> false;
        };
    }

    /** Somebody wants it to be launched anew. */
    public Step restartAsked(Life life, Moment now) {
        return restart(life, Reasons.RESTART_ASKED, Reasons.START_ASKED, now);
    }

    /** The same, but for this reason. */
    public Step restart(Life life, Reason why, Moment now) {
        return restart(life, why, why, now);
    }

    private Step restart(Life life, Reason again, Reason start, Moment now) {
        return switch (life.state()) {
            case DISABLED -> Step.to(life);
            case STARTING, RUNNING ->
                life.needs().waiting()
                        ? launch(afresh(life), life.tree(), start, now)
                        : stop(life, afresh(life).to(State.STOPPING, again, now));
            case STOPPING -> afterStop(life, again);
            case STOPPED, BACKOFF, EXITED, FAILED -> launch(afresh(life), life.tree(), start, now);
        };
    }

    /** It is to be launched anew, with all attempts, for a reason that is no operator's. */
    public Step relaunch(Life life, Reason why, Moment now) {
        return switch (life.state()) {
            case STARTING, RUNNING ->
                life.needs().waiting() ? Step.to(life) : stop(life, afresh(life).to(State.STOPPING, why, now));
            case DISABLED, STOPPED, STOPPING, BACKOFF, EXITED, FAILED -> start(life, why, now);
        };
    }

    /**
     * What runs is to be launched anew, for a reason that is no failure: attempts stay as they are. What does not run, or
     * is on its way to its end, is left alone.
     */
    public Step replace(Life life, Reason why, Moment now) {
        return isUp(life) ? stop(life, life.change().to(State.STOPPING, why, now)) : Step.to(life);
    }

    /** The same as {@link #replace}, but what serves goes on until another has taken its place, if it may be started first. */
    Step renewed(Life life, Reason why, Moment now) {
        if (!life.ready() || !spec.startsFirst() || spec.schedule().isPresent()) {
            return replace(life, why, now);
        }
        return Step.to(life.change().agenda(life.agenda().replacing(true)).done(), new Effect.Replace(why));
    }

    /** The same as {@link #replace}, and what is wanted and does not run, because it has ended or waits to be restarted, is launched, too. */
    public Step renew(Life life, Reason why, Moment now) {
        return switch (life.state()) {
            case BACKOFF, EXITED, FAILED -> life.wanted() ? start(life, why, now) : Step.to(life);
            case DISABLED, STOPPED, STARTING, RUNNING, STOPPING -> replace(life, why, now);
        };
    }

    /** What runs must not go on: it is ended, and then goes what its policy says of a failure. */
    public Step fail(Life life, Reason cause, Duration ran, Moment now, double dice) {
        if (!isUp(life)) {
            return Step.to(life);
        }
        return condemn(life, life.change(), cause, ran, now, dice);
    }

    private Step condemn(Life life, Change change, Reason cause, Duration ran, Moment now, double dice) {
        RestartDecision decision = Restarts.afterFailure(spec.restartPolicy(), cause, ran, life.attempts(), now, dice);
        return terminate(change.to(State.STOPPING, decision.reason(), now).verdict(decision));
    }

    static boolean isUp(Life life) {
        boolean up = life.state() == State.STARTING || life.state() == State.RUNNING;
        return up && life.tree() == Tree.ALIVE;
    }

    /**
     * What the user asked for has changed, and these rules are the new ones. A launched process lives on; only how it is
     * watched begins anew.
     */
    public Step respecified(Life life, Moment now) {
        return switch (life.state()) {
            case STOPPED -> spec.enabled() ? Step.to(life) : Step.to(rest(life.change(), now));
            case DISABLED -> Step.to(rest(life.change(), now));
            case STARTING, RUNNING -> life.tree() == Tree.ALIVE ? guard().anew(life, now) : Step.to(life);
            case STOPPING, BACKOFF, EXITED, FAILED -> Step.to(life);
        };
    }

    /**
     * Other processes are no longer what they were.
     *
     * @param hindrance what stands in the way of a launch now; empty if nothing does
     */
    public Step needsChanged(Life life, Optional<Hindrance> hindrance, Moment now) {
        if (life.needs().hindrance().equals(hindrance)) {
            return Step.to(life);
        }
        Change change = life.change().hindrance(hindrance);
        return life.needs().waiting() ? launch(change, life.tree(), Reasons.NEEDS_MET, now) : Step.to(change.done());
    }

    /** The launch was done. */
    public Step launched(Life life, int turn, long pid, Moment now) {
        if (turn != life.turn() || life.tree() != Tree.LAUNCHING) {
            return Step.to(life);
        }
        Change alive = life.change().alive(pid, now);
        if (life.state() == State.STOPPING) {
            return terminate(alive);
        }
        return guard().posted(alive, Reasons.RUNNING, Reasons::waitingFor, now);
    }

    /**
     * An earlier supervisor has launched it, it lives, and from now on it is this one's. It is not launched again, and it
     * is watched like any that was.
     *
     * @param launched when that was
     * @param restarts how many restarts the earlier supervisor had counted
     */
    public Step adopted(Life life, long pid, Moment launched, int restarts, Moment now) {
        requireNothing(life);
        Change alive = life.change().wanted(spec.enabled()).adopted(pid, launched, restarts, now);
        if (!spec.enabled()) {
            return terminate(alive.to(State.STOPPING, Reasons.LEFT_BEHIND, now));
        }
        return new Guard(spec.id(), watches.adopted()).posted(alive, Reasons.ADOPTED, Reasons::adoptedWaitingFor, now);
    }

    /**
     * An earlier supervisor has launched it, and its root has ended since. What is left of its tree is ended; whoever wants
     * the process to run asks for it, and gets it when nothing of the old lives any more.
     *
     * @param restarts how many restarts the earlier supervisor had counted
     */
    public Step remained(Life life, int restarts, Moment now) {
        requireNothing(life);
        Change ended = life.change().wanted(false).remained(restarts, now).to(State.STOPPING, Reasons.LEFT_BEHIND, now);
        Effect sweep = new Effect.Wake(ended.awaitTree(), BEFORE_SWEEP);
        return Step.to(ended.done(), sweep);
    }

    private static void requireNothing(Life life) {
        if (life.tree() != Tree.NONE) {
            throw new IllegalStateException("tree: " + life.tree() + " (expected: NONE when an orphan is found)");
        }
    }

    /** The launch could not be done. */
    public Step launchFailed(Life life, int turn, String message, Moment now, double dice) {
        if (turn != life.turn() || life.tree() != Tree.LAUNCHING) {
            return Step.to(life);
        }
        Life nothing =
                life.change().to(State.STARTING, life.reason(), now).gone().done();
        if (life.state() == State.STOPPING) {
            return settle(life, nothing.change(), now);
        }
        Reason cause = Reasons.cannotLaunch(message);
        return follow(
                nothing.change(),
                Restarts.afterFailure(spec.restartPolicy(), cause, Duration.ZERO, life.attempts(), now, dice),
                now);
    }

    /** The root of the tree has ended. */
    public Step exited(Life life, int turn, Exit exit, Moment now, double dice) {
        if (turn != life.turn() || life.tree() != Tree.ALIVE) {
            return Step.to(life);
        }
        Duration ran = now.since(life.launched());
        if (life.state() == State.STOPPING) {
            return Step.to(life.change().ended(new End(exit, now, ran, true)).done());
        }
        RestartDecision decision = Restarts.afterExit(spec.restartPolicy(), exit, ran, life.attempts(), now, dice);
        End end = new End(exit, now, ran, decision instanceof RestartDecision.Finished);
        Change ended = life.change().ended(end);
        Effect sweep = new Effect.Wake(ended.awaitTree(), BEFORE_SWEEP);
        return follow(ended, decision, now).and(sweep);
    }

    /** Nothing of the tree lives any more. */
    public Step gone(Life life, int turn, Moment now) {
        if (turn != life.turn() || life.tree() != Tree.ENDED) {
            return Step.to(life);
        }
        return switch (life.state()) {
            case STOPPING -> settle(life, life.change(), now);
            case STARTING -> launch(life.change().gone(), Tree.NONE, Reasons.RESTARTING, now);
            case BACKOFF, EXITED, FAILED -> Step.to(life.change().gone().done());
            case STOPPED, DISABLED, RUNNING -> throw new IllegalStateException("gone: while " + life.state());
        };
    }

    /** A wait is over. */
    public Step woke(Life life, int wait, Moment now) {
        if (wait == life.waits().backoff()) {
            return launch(life.change().restarted(), life.tree(), Reasons.RESTARTING, now);
        }
        if (wait == life.waits().tree()) {
            return press(life);
        }
        return life.vigils()
                .waitingFor(wait)
                .map(post -> guard().asks(life.change(), Stream.of(post)))
                .orElseGet(() -> Step.to(life));
    }

    /** A probe was answered. */
    public Step probed(Life life, int wait, ProbeResult result, Moment now, double dice) {
        Optional<Post> post = life.vigils().waitingFor(wait);
        return post.flatMap(watches::at)
                .map(watch -> heard(life, post.get(), watch, result, now, dice))
                .orElseGet(() -> Step.to(life));
    }

    private Step heard(Life life, Post post, Watch watch, ProbeResult result, Moment now, double dice) {
        Vigil before = life.vigils().at(post);
        Vigil vigil = before.heard(result, watch.check(), life.launched(), now);
        Change change = life.change().seen(post, vigil);
        if (watch.restarts() && vigil.is(Health.UNHEALTHY) && mayRestart()) {
            Reason cause = Reasons.unhealthy(result.detail(), vigil.tally());
            return condemn(life, change, cause, now.since(life.launched()), now, dice);
        }
        return guard().heard(life, change, post, watch, result, now);
    }

    private Guard guard() {
        return new Guard(spec.id(), watches);
    }

    private boolean mayRestart() {
        RestartPolicy policy = spec.restartPolicy();
        return policy.condition() != RestartPolicy.Condition.NEVER && policy.maxAttempts() != 0;
    }

    /** Has it launched again once it has stopped, unless it was disabled meanwhile. */
    private Step afterStop(Life life, Reason why) {
        return spec.enabled() ? Step.to(afresh(life).noVerdict().because(why).done()) : Step.to(life);
    }

    private static Change afresh(Life life) {
        return life.change().wanted(true).attempts(Attempts.NONE);
    }

    /** Launches, or waits: for what is left of the last launch to be gone, then for what it needs of others. */
    private static Step launch(Change change, Tree tree, Reason why, Moment now) {
        if (tree != Tree.NONE) {
            return Step.to(change.to(State.STARTING, Reasons.CLEARING, now).done());
        }
        if (change.hindrance().isPresent()) {
            return Step.to(change.waitingFor(change.hindrance().get(), now).done());
        }
        Life launching = change.to(State.STARTING, why, now).launching(now).done();
        return Step.to(launching, new Effect.Launch(launching.turn()));
    }

    /** Ends the tree, once there is one to end, and once nobody uses it. */
    private Step stop(Life life, Change stopping) {
        if (life.tree() != Tree.ALIVE) {
            return Step.to(stopping.done());
        }
        if (drain.isZero() || life.state() != State.RUNNING) {
            return terminate(stopping);
        }
        Effect wait = new Effect.Drain(stopping.awaitTree(), drain);
        return Step.to(stopping.done(), wait);
    }

    private Step terminate(Change change) {
        Effect wake = new Effect.Wake(change.told().awaitTree(), spec.stop().timeout());
        return Step.to(change.done(), new Effect.Tell(spec.stop().signal()), wake);
    }

    /** Patience with the tree, or with those who use it, is over: who was not asked to end is asked; who was is killed. */
    private Step press(Life life) {
        Change change = life.change();
        if (!life.told()) {
            return terminate(change);
        }
        Effect again = new Effect.Wake(change.awaitTree(), BETWEEN_KILLS);
        return Step.to(change.done(), new Effect.Tell(Signal.SIGKILL), again);
    }

    /** The tree of a stopping process is gone: what now? */
    private Step settle(Life life, Change change, Moment now) {
        change.gone();
        if (life.verdict().isPresent()) {
            return follow(change, life.verdict().get(), now);
        }
        return life.wanted()
                ? launch(change.restarted(), Tree.NONE, Reasons.RESTARTING, now)
                : Step.to(
                        isAsleep(life) && spec.enabled()
                                ? change.to(State.STOPPED, Reasons.ASLEEP, now).done()
                                : rest(change, now));
    }

    private Life rest(Change change, Moment now) {
        return spec.enabled()
                ? change.to(State.STOPPED, Reasons.STOPPED, now).done()
                : change.to(State.DISABLED, disabled, now).done();
    }

    private static Step follow(Change change, RestartDecision decision, Moment now) {
        if (decision instanceof RestartDecision.Again again) {
            change.to(State.BACKOFF, again.reason(), now)
                    .attempts(again.attempts())
                    .due(now.plus(again.after()));
            Effect wake = new Effect.Wake(change.awaitBackoff(), again.after());
            return Step.to(change.done(), wake);
        }
        State end = decision instanceof RestartDecision.Finished ? State.EXITED : State.FAILED;
        return Step.to(change.to(end, decision.reason(), now).done());
    }
}
