package dev.upkeep.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.process.Exit;
import dev.upkeep.process.Moment;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.process.State;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.spec.ProcessSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * Walks through every world that can be reached in a number of steps, whatever order things happen in, late timers and
 * all, and checks the laws of supervision in each.
 */
class LifecycleWalkTest {
    private static final Moment NOW = new Moment(0, Instant.EPOCH);
    private static final ProbeResult PASS = new ProbeResult(true, "answered 200", Duration.ZERO);
    private static final ProbeResult FAIL = new ProbeResult(false, "answered 503", Duration.ZERO);

    private static final Lifecycle RULES = rules(Optional.of(new Watch(
            HealthCheck.builder(new Probe.Tcp("localhost", 1))
                    .retries(1)
                    .interval(Duration.ofNanos(1))
                    .build(),
            false)));

    /**
     * The operating system and the clock, as far as one process is concerned.
     *
     * @param launching turns that were ordered and have not come back
     * @param root the turn of the root that lives, 0 for none
     * @param rest the turn of the tree of which something lives, 0 for none
     * @param waits that have not come back, late ones included
     * @param asks probes that have not come back
     * @param told whether what lives was asked to end
     */
    private record World(
            Life life,
            List<Integer> launching,
            int root,
            int rest,
            Set<Integer> waits,
            Set<Integer> asks,
            boolean told) {}

    @Test
    void noOrderOfEventsBreaksALaw() {
        Set<World> seen = new HashSet<>();
        List<World> edge =
                List.of(new World(Life.begin(true, NOW), List.of(), 0, 0, new TreeSet<>(), new TreeSet<>(), false));
        for (int depth = 0; depth < 9; depth++) {
            List<World> next = new ArrayList<>();
            for (World world : edge) {
                everyStep(world, (happening, after) -> {
                    if (seen.add(after)) {
                        next.add(after);
                    }
                });
            }
            edge = next;
        }
        assertThat(seen).hasSizeGreaterThan(5_000);
    }

    @Test
    void fromEveryWorldAStopEndsInStopped() {
        List<World> edge =
                List.of(new World(Life.begin(true, NOW), List.of(), 0, 0, new TreeSet<>(), new TreeSet<>(), false));
        Set<World> seen = new HashSet<>(edge);
        for (int depth = 0; depth < 6; depth++) {
            List<World> next = new ArrayList<>();
            edge.forEach(world -> everyStep(world, (happening, after) -> {
                if (seen.add(after)) {
                    next.add(after);
                }
            }));
            edge = next;
        }
        for (World world : seen) {
            World stopped = obedient(apply(world, RULES.stopAsked(world.life, NOW)));
            assertThat(stopped.life.state()).as("from %s", world).isEqualTo(State.STOPPED);
        }
    }

    /** Lets the operating system do what was asked of it, and nothing else, until nothing more happens. */
    private static World obedient(World from) {
        World world = from;
        for (int i = 0; i < 10 && world.life.state() != State.STOPPED; i++) {
            if (!world.launching.isEmpty()) {
                world = launched(world);
            } else if (world.root != 0) {
                world = rootEnds(world);
            } else if (world.rest != 0) {
                world = treeEnds(world);
            }
        }
        return world;
    }

    private static void everyStep(World world, BiConsumer<String, World> visit) {
        visit.accept("start", apply(world, RULES.startAsked(world.life, NOW)));
        visit.accept("stop", apply(world, RULES.stopAsked(world.life, NOW)));
        visit.accept("restart", apply(world, RULES.restartAsked(world.life, NOW)));
        visit.accept("respecify", apply(world, RULES.respecified(world.life, NOW)));
        if (!world.launching.isEmpty()) {
            visit.accept("launched", launched(world));
            int turn = world.launching.get(0);
            World back = new World(world.life, List.of(), 0, 0, world.waits, world.asks, false);
            visit.accept("not launched", apply(back, RULES.launchFailed(world.life, turn, "not found", NOW, 0)));
        }
        if (world.root != 0) {
            visit.accept("exited", rootEnds(world));
        } else if (world.rest != 0) {
            visit.accept("gone", treeEnds(world));
        }
        for (int wait : world.waits) {
            Set<Integer> left = new TreeSet<>(world.waits);
            left.remove(wait);
            World woken = new World(world.life, world.launching, world.root, world.rest, left, world.asks, world.told);
            visit.accept("woke " + wait, apply(woken, RULES.woke(world.life, wait, NOW)));
        }
        for (int ask : world.asks) {
            Set<Integer> left = new TreeSet<>(world.asks);
            left.remove(ask);
            World told = new World(world.life, world.launching, world.root, world.rest, world.waits, left, world.told);
            visit.accept("passed " + ask, apply(told, RULES.probed(world.life, ask, PASS, NOW, 0)));
            visit.accept(
                    "failed " + ask,
                    apply(told, RULES.probed(world.life, ask, FAIL, NOW.plus(Duration.ofSeconds(1)), 0)));
        }
    }

    private static World launched(World world) {
        int turn = world.launching.get(0);
        World alive = new World(world.life, List.of(), turn, turn, world.waits, world.asks, false);
        return apply(alive, RULES.launched(world.life, turn, 4711, NOW));
    }

    private static World rootEnds(World world) {
        World ended = new World(world.life, world.launching, 0, world.rest, world.waits, world.asks, world.told);
        return apply(ended, RULES.exited(world.life, world.root, new Exit.Code(1), NOW, 0));
    }

    private static World treeEnds(World world) {
        World gone = new World(world.life, world.launching, 0, 0, world.waits, world.asks, world.told);
        return apply(gone, RULES.gone(world.life, world.rest, NOW));
    }

    /** Has the effects happen in the world, and checks the laws. */
    private static World apply(World before, Step step) {
        List<Integer> launching = new ArrayList<>(before.launching);
        Set<Integer> waits = new TreeSet<>(before.waits);
        Set<Integer> asks = new TreeSet<>(before.asks);
        boolean[] told = {before.told};
        for (Effect effect : step.effects()) {
            effect.on(new Effect.Hands() {
                @Override
                public void launch(int turn) {
                    assertThat(before.rest)
                            .as("lives while it is launched again")
                            .isZero();
                    assertThat(launching).as("launched twice").isEmpty();
                    assertThat(step.life().wanted()).as("launched unwanted").isTrue();
                    launching.add(turn);
                }

                @Override
                public void tell(Signal signal) {
                    assertThat(signal != Signal.SIGKILL || told[0])
                            .as("killed without being asked")
                            .isTrue();
                    told[0] = true;
                }

                @Override
                public void wake(int number, Duration after) {
                    assertThat(waits.add(number)).as("a new number").isTrue();
                }

                @Override
                public void ask(int number) {
                    assertThat(asks.add(number)).as("a new number").isTrue();
                }
            });
        }
        Life life = step.life();
        assertThat(life.reason().sentence()).isNotBlank();
        assertThat(life.attempts().used()).isLessThanOrEqualTo(2);
        assertThat(life.ready()).as("ready only while the root lives").isIn(false, before.root != 0);
        return new World(life, launching, before.root, before.rest, waits, asks, told[0]);
    }

    private static Lifecycle rules(Optional<Watch> watch) {
        ProcessSpec spec = ProcessSpec.builder(new ProcessId("api"))
                .command("node")
                .restartPolicy(RestartPolicy.builder().maxAttempts(2).build())
                .build();
        return new Lifecycle(spec, watch);
    }
}
