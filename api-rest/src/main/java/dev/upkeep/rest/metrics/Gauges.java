package dev.upkeep.rest.metrics;

import dev.upkeep.ProcessStatus;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.route.TrafficReport.OfProcess;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/** The meters that say how one process is. */
final class Gauges {
    private final MeterRegistry registry;
    private final Snapshot snapshot;
    private final ProcessId id;

    private Gauges(MeterRegistry registry, Snapshot snapshot, ProcessId id) {
        this.registry = registry;
        this.snapshot = snapshot;
        this.id = id;
    }

    static void register(MeterRegistry registry, Snapshot snapshot, ProcessId id) {
        new Gauges(registry, snapshot, id).register();
    }

    private void register() {
        for (State state : State.values()) {
            gauge("upkeep.process.state", "1 for the state that it is in", "", s -> s.state() == state ? 1 : 0, state);
        }
        gauge("upkeep.process.ready", "1 while it may be sent requests", "", s -> s.ready() ? 1 : 0);
        gauge("upkeep.process.uptime", "Since its launch", "seconds", s -> seconds(s.uptime()));
        gauge(
                "upkeep.process.start.time",
                "When it was launched, in Unix time",
                "seconds",
                s -> s.startTime().map(Gauges::unixTime).orElse(Double.NaN));
        gauge("upkeep.process.backoff.delay", "Until it is launched again", "seconds", this::delay);
        gauge(
                "upkeep.process.memory.usage",
                "Resident, of its whole tree",
                "bytes",
                s -> s.resources().map(r -> (double) r.memory()).orElse(Double.NaN));
        gauge(
                "upkeep.process.thread.count",
                "Of its whole tree",
                "threads",
                s -> s.resources().map(r -> (double) r.threads()).orElse(Double.NaN));
        gauge(
                "upkeep.healthcheck.consecutive.failures",
                "Failed checks in a row",
                "failures",
                s -> s.health().failures());
        use("upkeep.proxy.in.flight", "Requests that it has now", OfProcess::inFlight);
        use("upkeep.proxy.held", "Requests that wait for it now", OfProcess::held);
        CpuTime cpu = new CpuTime();
        FunctionCounter.builder("upkeep.process.cpu.time", snapshot, all -> cpu.seconds(all.of(id)))
                .description("Used by its tree, all its launches together")
                .baseUnit("seconds")
                .tag("process", id.value())
                .register(registry);
    }

    private void use(String name, String what, ToDoubleFunction<OfProcess> value) {
        Gauge.builder(
                        name,
                        snapshot,
                        all -> all.use(id).map(value::applyAsDouble).orElse(0.0))
                .description(what)
                .baseUnit("requests")
                .strongReference(true)
                .tag("process", id.value())
                .register(registry);
    }

    private void gauge(String name, String what, String unit, ToDoubleFunction<ProcessStatus> value) {
        builder(name, what, unit, value).register(registry);
    }

    private void gauge(String name, String what, String unit, ToDoubleFunction<ProcessStatus> value, State state) {
        builder(name, what, unit, value).tag("state", state.word()).register(registry);
    }

    private Gauge.Builder<Snapshot> builder(
            String name, String what, String unit, ToDoubleFunction<ProcessStatus> value) {
        return Gauge.builder(
                        name,
                        snapshot,
                        all -> all.of(id).map(value::applyAsDouble).orElse(Double.NaN))
                .description(what)
                .baseUnit(unit.isEmpty() ? null : unit)
                .strongReference(true)
                .tag("process", id.value());
    }

    private double delay(ProcessStatus status) {
        return status.nextRestart()
                .map(at -> Math.max(0, seconds(Duration.between(snapshot.now(), at))))
                .orElse(0.0);
    }

    private static double unixTime(Instant at) {
        return at.toEpochMilli() / 1e3;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
