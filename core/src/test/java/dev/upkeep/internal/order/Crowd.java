package dev.upkeep.internal.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.internal.lifecycle.Effect;
import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.internal.lifecycle.Life.Tree;
import dev.upkeep.internal.lifecycle.Lifecycle;
import dev.upkeep.internal.lifecycle.Step;
import dev.upkeep.internal.lifecycle.Watch;
import dev.upkeep.internal.lifecycle.Watches;
import dev.upkeep.process.Exit;
import dev.upkeep.process.Moment;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.process.State;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProxySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Several processes and their operating system, without threads: what is ordered is done when a test says so. */
final class Crowd {
    private final Map<ProcessId, Lifecycle> rules = new LinkedHashMap<>();
    private final Map<ProcessId, Life> lives = new LinkedHashMap<>();
    private final List<ProcessId> launched = new ArrayList<>();
    private final Order order;
    private final Deque<Runnable> news = new ArrayDeque<>();
    private boolean spreading;
    private Moment now = new Moment(0, Instant.EPOCH);

    Crowd(Collection<ProcessSpec> specs) {
        order = new Order(Configuration.of(specs, ProxySpec.DEFAULT));
        specs.forEach(spec -> {
            rules.put(spec.id(), new Lifecycle(spec, Watches.of(spec, List.of())));
            lives.put(spec.id(), Life.begin(spec.enabled(), now));
        });
        order.dependenciesFirst().forEach(this::tellNeeds);
    }

    Order order() {
        return order;
    }

    Life life(ProcessId id) {
        return Optional.ofNullable(lives.get(id)).orElseThrow();
    }

    /** All that were launched, in their order, again and again if so. */
    List<ProcessId> launched() {
        return launched;
    }

    void start(ProcessId id) {
        order.neededFirst(id, this::life)
                .forEach(needed -> happen(needed, rule(needed).startAsked(life(needed), now)));
        happen(id, rule(id).startAsked(life(id), now));
    }

    void stop(ProcessId id) {
        happen(id, rule(id).stopAsked(life(id), now));
    }

    /** Those that are ordered to be launched, and have not been yet. */
    List<ProcessId> launching() {
        return lives.keySet().stream()
                .filter(id -> life(id).tree() == Tree.LAUNCHING)
                .toList();
    }

    /** Does what was ordered: it is ready at once. */
    void launch(ProcessId id) {
        now = now.plus(Duration.ofMillis(1));
        launched.add(id);
        happen(id, rule(id).launched(life(id), life(id).turn(), 4711, now));
    }

    void launchAll() {
        for (List<ProcessId> due = launching(); !due.isEmpty(); due = launching()) {
            due.forEach(this::launch);
        }
    }

    /** It ends, with all that it has started. */
    void end(ProcessId id, int code) {
        int turn = life(id).turn();
        happen(id, rule(id).exited(life(id), turn, new Exit.Code(code), now, 0));
        happen(id, rule(id).gone(life(id), turn, now));
    }

    private Lifecycle rule(ProcessId id) {
        return Optional.ofNullable(rules.get(id)).orElseThrow();
    }

    private void happen(ProcessId id, Step step) {
        Life before = life(id);
        lives.put(id, step.life());
        step.effects().forEach(effect -> effect.on(new Ordered(id)));
        if (before != step.life()) {
            news.add(() -> tell(id, before));
        }
        if (!spreading) {
            spreading = true;
            for (Runnable next = news.poll(); next != null; next = news.poll()) {
                next.run();
            }
            spreading = false;
        }
    }

    private void tell(ProcessId id, Life before) {
        order.dependents(id).forEach(this::tellNeeds);
        order.restartedWith(id, before, this::life)
                .forEach(d -> happen(d, rule(d).replace(life(d), life(id).reason(), now)));
    }

    private void tellNeeds(ProcessId id) {
        happen(id, rule(id).needsChanged(life(id), order.hindrance(id, this::life), now));
    }

    /** Checks the law of starts; all else is done when a test says so. */
    private final class Ordered implements Effect.Hands {
        private final ProcessId id;

        private Ordered(ProcessId id) {
            this.id = id;
        }

        @Override
        public void launch(int turn) {
            assertThat(order.hindrance(id, other -> life(other)))
                    .as("%s is launched", id)
                    .isEmpty();
        }

        @Override
        public void tell(Signal signal) {
            assertThat(life(id).state()).isEqualTo(State.STOPPING);
        }

        @Override
        public void wake(int number, Duration after) {
            assertThat(number).isPositive();
        }

        @Override
        public void look(Duration after) {
            throw new AssertionError("nothing has an appointment");
        }

        @Override
        public void ask(int number, Watch watch) {
            throw new AssertionError("nothing is to be probed");
        }
    }
}
