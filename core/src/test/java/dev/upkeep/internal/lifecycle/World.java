package dev.upkeep.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.process.Exit;
import dev.upkeep.process.Moment;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import dev.upkeep.process.Signal;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.spec.ProcessSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * @param life what the rules know
 * @param launching turns that were ordered and have not come back
 * @param root the turn of the root that lives, 0 for none
 * @param rest the turn of the tree of which something lives, 0 for none
 * @param waits that have not come back, late ones included
 * @param asks probes that have not come back
 * @param told whether what lives was asked to end
 */
record World(
        Life life, List<Integer> launching, int root, int rest, Set<Integer> waits, Set<Integer> asks, boolean told) {
    static final int MAX_ATTEMPTS = 2;

    private static final Moment NOW = new Moment(0, Instant.EPOCH);
    private static final ProbeResult PASS = new ProbeResult(true, "answered 200", Duration.ZERO);
    private static final ProbeResult FAIL = new ProbeResult(false, "answered 503", Duration.ZERO);
    private static final Reason WHY = new Reason("Unfit", "Not fit to go on");
    private static final Lifecycle RULES = rules();

    static World begin() {
        return new World(Life.begin(true, NOW), List.of(), 0, 0, new TreeSet<>(), new TreeSet<>(), false);
    }

    /** Everything that can happen now, by name, with the world that follows. */
    Map<String, World> next() {
        Map<String, World> next = new LinkedHashMap<>();
        next.put("start", start());
        next.put("stop", stop());
        next.put("restart", after(RULES.restartAsked(life, NOW)));
        next.put("respecify", after(RULES.respecified(life, NOW)));
        next.put("replace", after(RULES.replace(life, WHY, NOW)));
        next.put("fail", after(RULES.fail(life, WHY, Duration.ZERO, NOW, 0)));
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
            next.put(
                    "failed " + ask,
                    answered(ask).after(RULES.probed(life, ask, FAIL, NOW.plus(Duration.ofSeconds(1)), 0)));
        }
        return next;
    }

    World start() {
        return after(RULES.startAsked(life, NOW));
    }

    World stop() {
        return after(RULES.stopAsked(life, NOW));
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
            } else if (world.asks.contains(world.life.waits().probe())) {
                world = world.passed(world.life.waits().probe());
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
        World world = new World(nothing, List.of(), root, rest, new TreeSet<>(), new TreeSet<>(), false);
        if (root != 0) {
            return world.numbered().after(RULES.adopted(nothing, 4711, NOW, 0, NOW));
        }
        return rest != 0 ? world.numbered().after(RULES.remained(nothing, 0, NOW)) : world;
    }

    /** Turns are counted anew by each supervisor. */
    private World numbered() {
        return new World(life, launching, Math.min(root, 1), Math.min(rest, 1), waits, asks, told);
    }

    private World launched() {
        int turn = launching.get(0);
        return new World(life, List.of(), turn, turn, waits, asks, false).after(RULES.launched(life, turn, 4711, NOW));
    }

    private World notLaunched() {
        return new World(life, List.of(), 0, 0, waits, asks, false)
                .after(RULES.launchFailed(life, launching.get(0), "not found", NOW, 0));
    }

    private World rootEnds() {
        return new World(life, launching, 0, rest, waits, asks, told)
                .after(RULES.exited(life, root, new Exit.Code(1), NOW, 0));
    }

    private World treeEnds() {
        return new World(life, launching, 0, 0, waits, asks, told).after(RULES.gone(life, rest, NOW));
    }

    private World passed(int ask) {
        return answered(ask).after(RULES.probed(life, ask, PASS, NOW, 0));
    }

    private World woken(int wait) {
        Set<Integer> left = new TreeSet<>(waits);
        left.remove(wait);
        Step step = RULES.woke(life, wait, NOW);
        Life.Waits inForce = life.waits();
        if (wait != inForce.backoff() && wait != inForce.tree() && wait != inForce.probe()) {
            assertThat(step).as("a late wait changes nothing").isEqualTo(Step.to(life));
        }
        return new World(life, launching, root, rest, left, asks, told).after(step);
    }

    private World answered(int ask) {
        Set<Integer> left = new TreeSet<>(asks);
        left.remove(ask);
        return new World(life, launching, root, rest, waits, left, told);
    }

    /** Has the effects happen, and checks the laws. */
    private World after(Step step) {
        Ordered ordered = new Ordered(step.life());
        step.effects().forEach(effect -> effect.on(ordered));
        Life now = step.life();
        assertThat(now.reason().sentence()).isNotBlank();
        assertThat(now.attempts().used()).isLessThanOrEqualTo(MAX_ATTEMPTS);
        assertThat(now.ready()).as("ready only while the root lives").isIn(false, root != 0);
        return new World(now, ordered.launching, root, rest, ordered.waits, ordered.asks, ordered.told);
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
        public void ask(int number) {
            assertThat(asks.add(number)).as("a number of its own").isTrue();
        }
    }

    private static Lifecycle rules() {
        ProcessSpec spec = ProcessSpec.builder(new ProcessId("api"))
                .command("node")
                .restartPolicy(RestartPolicy.builder().maxAttempts(MAX_ATTEMPTS).build())
                .build();
        HealthCheck judgedByOneFailure = HealthCheck.builder(new Probe.Tcp("localhost", 1))
                .retries(1)
                .interval(Duration.ofNanos(1))
                .build();
        return new Lifecycle(spec, Optional.of(new Watch(judgedByOneFailure, false)));
    }
}
