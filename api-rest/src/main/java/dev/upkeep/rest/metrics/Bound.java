package dev.upkeep.rest.metrics;

import dev.upkeep.ProcessStatus;
import dev.upkeep.Upkeep;
import dev.upkeep.UpkeepEvent;
import dev.upkeep.UpkeepEvent.Checked;
import dev.upkeep.UpkeepEvent.Reloaded;
import dev.upkeep.UpkeepEvent.Removed;
import dev.upkeep.UpkeepEvent.Renamed;
import dev.upkeep.UpkeepEvent.StateChanged;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The meters in one registry: they come and go with what they are of. */
final class Bound {
    private final Upkeep upkeep;
    private final MeterRegistry registry;
    private final Snapshot snapshot;
    private final Reloads reloads;
    private final ApiMeters api;
    /** Also the lock: it guards itself, what happens to those in it, and the next two. */
    private final Map<ProcessId, Course> courses = new HashMap<>();

    private final Set<String> routes = new HashSet<>();
    private final Set<String> certificates = new HashSet<>();
    private final Upkeep.Subscription subscription;

    Bound(Upkeep upkeep, MeterRegistry registry) {
        this.upkeep = upkeep;
        this.registry = registry;
        this.snapshot = new Snapshot(upkeep, registry.config().clock());
        this.reloads = new Reloads(registry, upkeep.startedAt().toEpochMilli());
        this.api = new ApiMeters(registry);
        build(registry);
        for (State state : State.values()) {
            Gauge.builder("upkeep.processes", snapshot, all -> all.in(state))
                    .description("How many are in each state")
                    .baseUnit("processes")
                    .tag("state", state.word())
                    .register(registry);
        }
        this.subscription = upkeep.listen(this::happened);
        synchronized (courses) {
            knowAll();
        }
    }

    private static void build(MeterRegistry registry) {
        String version = Bound.class.getPackage().getImplementationVersion();
        Gauge.builder("upkeep.build.info", () -> 1)
                .description("Always 1")
                .tag("version", version == null ? "development" : version)
                .tag("java", System.getProperty("java.version"))
                .register(registry);
    }

    ApiMeters api() {
        return api;
    }

    private void knowAll() {
        upkeep.processes().forEach(this::course);
        Set<String> ways =
                upkeep.traffic().routes().stream().map(RouteMeters::name).collect(Collectors.toSet());
        know(routes, ways, "route", route -> RouteMeters.register(registry, snapshot, route));
        Set<String> names = upkeep.certificates().stream().map(Expiry::name).collect(Collectors.toSet());
        know(certificates, names, "certificate", name -> Expiry.register(registry, upkeep, name));
    }

    private void know(Set<String> known, Set<String> now, String tag, Consumer<String> register) {
        known.stream().filter(name -> !now.contains(name)).forEach(name -> remove(id -> name.equals(id.getTag(tag))));
        now.stream().filter(name -> !known.contains(name)).forEach(register);
        known.clear();
        known.addAll(now);
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
            } else if (event instanceof Checked checked) {
                Optional.ofNullable(courses.get(checked.id())).ifPresent(course -> course.checked(checked));
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
        remove(meter -> id.value().equals(meter.getTag("process")));
    }

    private void remove(Predicate<Meter.Id> which) {
        registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getName().startsWith("upkeep."))
                .filter(which)
                .forEach(registry::remove);
    }

    void close() {
        subscription.close();
        remove(id -> true);
    }
}
