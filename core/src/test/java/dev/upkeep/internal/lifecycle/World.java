package dev.upkeep.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.internal.lifecycle.Watch.Duty;
import dev.upkeep.process.Exit;
import dev.upkeep.process.Moment;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import dev.upkeep.process.Signal;
import dev.upkeep.process.State;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.spec.ProcessSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One process, its operating system and its clock. Knows what can happen next, in whatever order, late timers and all, and
 * checks the laws of supervision at each step.
 *
 * @param rules of this world
 * @param life what the rules know
 * @param launching turns that were ordered and have not come back
 * @param root the turn of the root that lives, 0 for none
 * @param rest the turn of the tree of which something lives, 0 for none
 * @param waits that have not come back, late ones included
 * @param asks probes that have not come back
 * @param told whether what lives was asked to end
 */
record World(
        Lifecycle rules,
        Life life,
        List<Integer> launching,
        int root,
        int rest,
        Set<Integer> waits,
        Set<Integer> asks,
        boolean told) {
    static final int MAX_ATTEMPTS = 2;

    private static final Moment NOW = new Moment(0, Instant.EPOCH);
    private static final ProbeResult PASS = new ProbeResult(true, "answered 200", Duration.ZERO);
    private static final ProbeResult FAIL = new ProbeResult(false, "answered 503", Duration.ZERO);
    private static final Reason WHY = new Reason("Unfit", "Not fit to go on");
    private static final Hindrance COMING = new Hindrance(new Reason("Waiting", "Waiting for another"), false);
    private static final Hindrance HOPELESS = new Hindrance(new Reason("Failed", "Another has failed"), true);

    /** Nothing was launched yet, of what will be watched for these duties. */
    static World begin(Duty... duties) {
        return new World(
                rules(duties), Life.begin(true, NOW), List.of(), 0, 0, new TreeSet<>(), new TreeSet<>(), false);
    }

    /** Everything that can happen now, by name, with the world that follows. */
    Map<String, World> next() {
        Map<String, World> next = new LinkedHashMap<>();
        next.put("start", start());
        next.put("stop", stop());
        next.put("restart", after(rules.restartAsked(life, NOW)));
        next.put("in need", after(rules.needsChanged(life, Optional.of(COMING), NOW)));
        next.put("in vain", after(rules.needsChanged(life, Optional.of(HOPELESS), NOW)));
        next.put("in need of nothing", satisfied());
        next.put("respecify", after(rules.respecified(life, NOW)));
        next.put("replace", after(rules.replace(life, WHY, NOW)));
        next.put("fail", after(rules.fail(life, WHY, Duration.ZERO, NOW, 0)));
        if (!launching.isEmpty()) {
            next.put("launched", launched());
            next.put("not launched", notLaunched());
        }
        if (root != 0) {
            next.put("exited", rootEnds());
        } else if (rest != 0) {
            next.put("gone", treeEnds());
        }
        if (launching.isEmpty()) {
            next.put("supervisor dies", nextSupervisor());
        }
        waits.forEach(wait -> next.put("woke " + wait, woken(wait)));
        for (int ask : asks) {
            next.put("passed " + ask, passed(ask));
            next.put("failed " + ask, failed(ask));
        }
        return next;
    }

    World start() {
        return after(rules.startAsked(life, NOW));
    }

    World stop() {
        return after(rules.stopAsked(life, NOW));
    }

    /** Lets the operating system do what was asked of it, in good health and in time, until nothing more happens. */
    World settled() {
        World world = this;
        for (int i = 0; i < 50; i++) {
            if (!world.launching.isEmpty()) {
                world = world.launched();
            } else if (world.root != 0 && world.told) {
                world = world.rootEnds();
            } else if (world.root == 0 && world.rest != 0) {
                world = world.treeEnds();
            } else if (world.life.needs().waiting()) {
                world = world.satisfied();
            } else if (world.awaited().isPresent()) {
                world = world.passed(world.awaited().get());
            } else if (!world.life.ready() && world.waits.contains(world.nextLook())) {
                world = world.woken(world.nextLook());
            } else if (world.waits.contains(world.life.waits().backoff())) {
                world = world.woken(world.life.waits().backoff());
            } else {
                return world;
            }
        }
        throw new AssertionError("it does not settle: " + world);
    }

    /** The supervisor is killed, and another one finds what is left. */
    private World nextSupervisor() {
        Life nothing = Life.begin(true, NOW);
        World world = new World(rules, nothing, List.of(), root, rest, new TreeSet<>(), new TreeSet<>(), false);
        if (root != 0) {
            return world.numbered().after(rules.adopted(nothing, 4711, NOW, 0, NOW));
        }
        return rest != 0 ? world.numbered().after(rules.remained(nothing, 0, NOW)) : world;
    }

    /** Turns are counted anew by each supervisor. */
    private World numbered() {
        return new World(rules, life, launching, Math.min(root, 1), Math.min(rest, 1), waits, asks, told);
    }

    private World satisfied() {
        return after(rules.needsChanged(life, Optional.empty(), NOW));
    }

    private World launched() {
        int turn = launching.get(0);
        return new World(rules, life, List.of(), turn, turn, waits, asks, false)
                .after(rules.launched(life, turn, 4711, NOW));
    }

    private World notLaunched() {
        return new World(rules, life, List.of(), 0, 0, waits, asks, false)
                .after(rules.launchFailed(life, launching.get(0), "not found", NOW, 0));
    }

    private World rootEnds() {
        return new World(rules, life, launching, 0, rest, waits, asks, told)
                .after(rules.exited(life, root, new Exit.Code(1), NOW, 0));
    }

    private World treeEnds() {
        return new World(rules, life, launching, 0, 0, waits, asks, told).after(rules.gone(life, rest, NOW));
    }

    private World passed(int ask) {
        return answered(ask).after(rules.probed(life, ask, PASS, NOW, 0));
    }

    /** What does not take requests lives on: only a watch over liveness ends it. */
    private World failed(int ask) {
        World after = answered(ask).after(rules.probed(life, ask, FAIL, NOW.plus(Duration.ofSeconds(1)), 0));
        boolean judged = life.vigils()
                .waitingFor(ask)
                .flatMap(rules.watches()::at)
                .filter(Watch::restarts)
                .isPresent();
        assertThat(judged || after.told == told)
                .as("nothing is ended for want of readiness")
                .isTrue();
        return after;
    }

    /** A probe under way that somebody waits for. */
    private Optional<Integer> awaited() {
        return asks.stream().filter(life.vigils()::isWaitingFor).findFirst();
    }

    private int nextLook() {
        return life.vigils().readiness().number();
    }

    private World woken(int wait) {
        Set<Integer> left = new TreeSet<>(waits);
        left.remove(wait);
        Step step = rules.woke(life, wait, NOW);
        Life.Waits inForce = life.waits();
        if (wait != inForce.backoff()
                && wait != inForce.tree()
                && !life.vigils().isWaitingFor(wait)) {
            assertThat(step).as("a late wait changes nothing").isEqualTo(Step.to(life));
        }
        return new World(rules, life, launching, root, rest, left, asks, told).after(step);
    }

    private World answered(int ask) {
        Set<Integer> left = new TreeSet<>(asks);
        left.remove(ask);
        return new World(rules, life, launching, root, rest, waits, left, told);
    }

    /** Has the effects happen, and checks the laws. */
    private World after(Step step) {
        Ordered ordered = new Ordered(step.life());
        step.effects().forEach(effect -> effect.on(ordered));
        Life now = step.life();
        assertThat(now.reason().sentence()).isNotBlank();
        assertThat(now.attempts().used()).isLessThanOrEqualTo(MAX_ATTEMPTS);
        assertThat(now.ready()).as("ready only while the root lives").isIn(false, root != 0);
        requireAwake(now, ordered);
        return new World(rules, now, ordered.launching, root, rest, ordered.waits, ordered.asks, ordered.told);
    }

    /** Who stands at a post never falls asleep: while the root lives, either time or an answer wakes him. */
    private void requireAwake(Life now, Ordered ordered) {
        boolean watched = now.tree() == Life.Tree.ALIVE && now.state() != State.STOPPING;
        rules.watches().posts().filter(post -> watched).forEach(post -> {
            int wait = now.vigils().at(post).number();
            boolean done = rules.watches().at(post).orElseThrow().once() && now.ready();
            assertThat(done || ordered.waits.contains(wait) || ordered.asks.contains(wait))
                    .as("awake at " + post)
                    .isTrue();
        });
    }

    /** Takes orders, and refuses those that break a law. */
    private final class Ordered implements Effect.Hands {
        private final Life life;
        private final List<Integer> launching = new ArrayList<>(World.this.launching);
        private final Set<Integer> waits = new TreeSet<>(World.this.waits);
        private final Set<Integer> asks = new TreeSet<>(World.this.asks);
        private boolean told = World.this.told;

        private Ordered(Life life) {
            this.life = life;
        }

        @Override
        public void launch(int turn) {
            assertThat(rest).as("lives while it is launched again").isZero();
            assertThat(launching).as("launched twice").isEmpty();
            assertThat(life.wanted()).as("wanted when launched").isTrue();
            assertThat(life.needs().hindrance()).as("missing when launched").isEmpty();
            launching.add(turn);
        }

        @Override
        public void tell(Signal signal) {
            assertThat(signal != Signal.SIGKILL || told)
                    .as("asked before it is killed")
                    .isTrue();
            told = true;
        }

        @Override
        public void wake(int number, Duration after) {
            assertThat(waits.add(number)).as("a number of its own").isTrue();
        }

        @Override
        public void look(Duration after) {}

        @Override
        public void ask(int number, Watch watch) {
            assertThat(asks.add(number)).as("a number of its own").isTrue();
        }
    }

    private static Lifecycle rules(Duty... duties) {
        ProcessSpec spec = ProcessSpec.builder(new ProcessId("api"))
                .command("node")
                .restartPolicy(RestartPolicy.builder().maxAttempts(MAX_ATTEMPTS).build())
                .build();
        HealthCheck judgedByOneFailure = HealthCheck.builder(new Probe.Tcp("localhost", 1))
                .retries(1)
                .interval(Duration.ofNanos(1))
                .build();
        List<Watch> watches = Arrays.stream(duties)
                .map(duty -> new Watch(judgedByOneFailure, duty))
                .toList();
        return new Lifecycle(
                spec,
                new Watches(
                        watches.stream().filter(w -> w.duty() != Duty.LIVENESS).findFirst(),
                        watches.stream().filter(w -> w.duty() == Duty.LIVENESS).findFirst()));
    }
}
