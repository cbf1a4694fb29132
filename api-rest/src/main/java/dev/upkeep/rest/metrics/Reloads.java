package dev.upkeep.rest.metrics;

import dev.upkeep.ReloadResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;

/** How often the files were read again, and whether the last time went well; the first reading, at the start, counts as well. */
final class Reloads {
    private final MeterRegistry registry;
    private volatile boolean successful = true;
    private volatile long succeededAt;

    Reloads(MeterRegistry registry, long startedAt) {
        this.registry = registry;
        this.succeededAt = startedAt;
        Gauge.builder("upkeep.config.last.reload.successful", this, r -> r.successful ? 1 : 0)
                .description("1 if the files were right when they were last read")
                .register(registry);
        TimeGauge.builder(
                        "upkeep.config.last.reload.success.timestamp", this, TimeUnit.MILLISECONDS, r -> r.succeededAt)
                .description("When files that were right were last read, in Unix time")
                .register(registry);
        counter("applied");
        counter("invalid");
    }

    void happened(ReloadResult result) {
        if (result instanceof ReloadResult.Applied) {
            successful = true;
            succeededAt = registry.config().clock().wallTime();
            counter("applied").increment();
        } else if (result instanceof ReloadResult.Invalid) {
            successful = false;
            counter("invalid").increment();
        }
    }

    private Counter counter(String outcome) {
        return Counter.builder("upkeep.config.reloads")
                .description("How often the files were read again")
                .tag("outcome", outcome)
                .register(registry);
    }
}
