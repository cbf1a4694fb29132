package dev.upkeep.rest.metrics;

import dev.upkeep.rest.http.ApiListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of the management interface. */
final class ApiMeters implements ApiListener {
    private final MeterRegistry registry;
    private final AtomicInteger streams = new AtomicInteger();

    ApiMeters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("upkeep.event.streams", streams, AtomicInteger::get)
                .description("Streams of events and lines that are open")
                .baseUnit("streams")
                .register(registry);
    }

    @Override
    public void answered(String method, String path, int status, Duration took) {
        Timer.builder("upkeep.http.requests")
                .description("Requests to the management interface")
                .tag("method", method)
                .tag("route", path)
                .tag("status", Integer.toString(status))
                .register(registry)
                .record(took);
    }

    @Override
    public void refused(String reason) {
        Counter.builder("upkeep.auth.failures")
                .description("Requests to the management interface that were not let through")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    @Override
    public void streams(int open) {
        streams.set(open);
    }
}
