package dev.upkeep.rest.metrics;

import dev.upkeep.ProcessStatus;
import dev.upkeep.Upkeep;
import dev.upkeep.UpkeepEvent;
import dev.upkeep.UpkeepEvent.Reloaded;
import dev.upkeep.UpkeepEvent.Removed;
import dev.upkeep.UpkeepEvent.Renamed;
import dev.upkeep.UpkeepEvent.StateChanged;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Meters of all processes of a supervisor, for any registry of Micrometer:
 *
 * <pre>{@code new UpkeepMetrics(upkeep).bindTo(registry);}</pre>
 *
 * <p>Names begin with {@code upkeep.}, units are seconds and bytes, each meter of a process bears its id as the tag
 * {@code process}. What belongs to a process goes when it is removed from the configuration. Reading the meters asks the
 * supervisor at most twice a second, however many there are. Thread-safe.
 *
 * @see <a href="https://docs.micrometer.io/micrometer/reference/concepts/binders.html">Micrometer: binders</a>
 */
@SuppressWarnings("exports") // not transitive: a module that uses this one need not have Micrometer
public final class UpkeepMetrics implements MeterBinder, AutoCloseable {
    private final Upkeep upkeep;
    private final List<Bound> bound = new CopyOnWriteArrayList<>();

    /**
     * Meters of the processes of this supervisor, in no registry yet.
     *
     * @param upkeep whose processes
     */
    public UpkeepMetrics(Upkeep upkeep) {
        this.upkeep = upkeep;
    }

    /**
     * Registers all meters, and counts from now on. May be called for several registries.
     *
     * @param registry where
     */
    @Override
    public void bindTo(MeterRegistry registry) {
        bound.add(new Bound(upkeep, registry));
    }

    /** Takes all meters out of their registries. */
    @Override
    public void close() {
        bound.forEach(Bound::close);
        bound.clear();
    }

    /** The meters in one registry. */
    private static final class Bound {
        private final Upkeep upkeep;
        private final MeterRegistry registry;
        private final Snapshot snapshot;
        private final Reloads reloads;
        /** Guards itself, and what happens to those in it. */
        private final Map<ProcessId, Course> courses = new HashMap<>();

        private final Upkeep.Subscription subscription;

        Bound(Upkeep upkeep, MeterRegistry registry) {
            this.upkeep = upkeep;
            this.registry = registry;
            this.snapshot = new Snapshot(upkeep, registry.config().clock());
            this.reloads = new Reloads(registry, upkeep.startedAt().toEpochMilli());
            for (State state : State.values()) {
                Gauge.builder("upkeep.processes", snapshot, all -> all.in(state))
                        .description("How many are in each state")
                        .baseUnit("processes")
                        .tag("state", state.word())
                        .register(registry);
            }
            this.subscription = upkeep.listen(this::happened);
            knowAll();
        }

        private void knowAll() {
            synchronized (courses) {
                upkeep.processes().forEach(this::course);
            }
        }

        private Course course(ProcessStatus status) {
            return courses.computeIfAbsent(status.id(), id -> {
                Gauges.register(registry, snapshot, id);
                return new Course(registry, status);
            });
        }

        private void happened(UpkeepEvent event) {
            synchronized (courses) {
                if (event instanceof StateChanged changed) {
                    course(changed.status()).follow(changed.status());
                } else if (event instanceof Removed removed) {
                    forget(removed.id());
                } else if (event instanceof Renamed renamed) {
                    forget(renamed.before());
                    course(renamed.status());
                } else if (event instanceof Reloaded reloaded) {
                    reloads.happened(reloaded.result());
                    knowAll();
                }
            }
        }

        private void forget(ProcessId id) {
            courses.remove(id);
            removeAll(meter -> id.value().equals(meter.getTag("process")));
        }

        private void removeAll(Predicate<Meter.Id> which) {
            registry.getMeters().stream()
                    .map(Meter::getId)
                    .filter(id -> id.getName().startsWith("upkeep."))
                    .filter(which)
                    .forEach(registry::remove);
        }

        void close() {
            subscription.close();
            removeAll(id -> true);
        }
    }
}
