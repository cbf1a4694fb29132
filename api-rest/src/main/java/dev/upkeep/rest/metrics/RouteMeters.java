package dev.upkeep.rest.metrics;

import dev.upkeep.route.Traffic;
import dev.upkeep.route.TrafficReport.OfRoute;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The meters of one route, known by its domain and path over reloads. */
final class RouteMeters {
    private final MeterRegistry registry;
    private final Snapshot snapshot;
    private final String route;

    private RouteMeters(MeterRegistry registry, Snapshot snapshot, String route) {
        this.registry = registry;
        this.snapshot = snapshot;
        this.route = route;
    }

    /** How a route is known in tags: {@code example.com/app}, or {@code /app} if it is of any domain. */
    static String name(OfRoute route) {
        return route.domain().orElse("") + route.path();
    }

    static void register(MeterRegistry registry, Snapshot snapshot, String route) {
        new RouteMeters(registry, snapshot, route).register();
    }

    private void register() {
        FunctionTimer.builder(
                        "upkeep.proxy.requests",
                        snapshot,
                        all -> all.along(route).map(Traffic::requests).orElse(0L),
                        all -> all.along(route)
                                .map(t -> (double) t.time().toNanos())
                                .orElse(0.0),
                        TimeUnit.NANOSECONDS)
                .description("Requests that are over, and the time they took")
                .tag("route", route)
                .register(registry);
        for (int status = 1; status <= 5; status++) {
            int first = status;
            counter(
                            "upkeep.proxy.responses",
                            "Answers by the first digit of their status",
                            t -> t.answers().getOrDefault(first, 0L))
                    .tag("class", status + "xx")
                    .register(registry);
        }
        Traffic.CAUSES.forEach(cause -> counter(
                        "upkeep.proxy.failures",
                        "Answers 5xx that the proxy itself made",
                        t -> t.failures().getOrDefault(cause, 0L))
                .tag("cause", cause)
                .register(registry));
        counter("upkeep.proxy.retries", "How often a request was sent anew", Traffic::retries)
                .register(registry);
        counter("upkeep.proxy.received", "Of bodies from clients", Traffic::received)
                .baseUnit("bytes")
                .register(registry);
        counter("upkeep.proxy.sent", "Of bodies to clients", Traffic::sent)
                .baseUnit("bytes")
                .register(registry);
        for (int i = 0; i < Traffic.BOUNDS.size(); i++) {
            within(i);
        }
    }

    private void within(int last) {
        counter(
                        "upkeep.proxy.requests.within",
                        "Requests that took no longer than so many seconds",
                        t -> t.durations().stream()
                                .limit(last + 1L)
                                .mapToLong(Long::longValue)
                                .sum())
                .tag("seconds", seconds(Traffic.BOUNDS.get(last)))
                .register(registry);
    }

    private static String seconds(Duration bound) {
        return String.format(Locale.ROOT, "%.3f", bound.toMillis() / 1e3).replaceAll("\\.?0+$", "");
    }

    private FunctionCounter.Builder<Snapshot> counter(String name, String what, ToDoubleFunction<Traffic> value) {
        return FunctionCounter.builder(
                        name,
                        snapshot,
                        all -> all.along(route).map(value::applyAsDouble).orElse(0.0))
                .description(what)
                .tag("route", route);
    }
}
