package dev.upkeep.rest.metrics;

import dev.upkeep.Upkeep;
import dev.upkeep.rest.http.ApiListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Meters of all processes, routes and certificates of a supervisor, for any registry of Micrometer:
 *
 * <pre>{@code new UpkeepMetrics(upkeep).bindTo(registry);}</pre>
 *
 * <p>Given to {@link dev.upkeep.rest.ManagementApi.Builder#listener}, it measures the management interface, too.
 *
 * <p>Names begin with {@code upkeep.}, units are seconds and bytes, each meter of a process bears its id as the tag
 * {@code process}, each of a route its domain and path as {@code route}. What is removed from the configuration loses its meters. Reading the meters asks the
 * supervisor at most twice a second, however many there are. Thread-safe.
 *
 * @see <a href="https://docs.micrometer.io/micrometer/reference/concepts/binders.html">Micrometer: binders</a>
 */
@SuppressWarnings("exports") // not transitive: a module that uses this one need not have Micrometer
public final class UpkeepMetrics implements MeterBinder, ApiListener, AutoCloseable {
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

    @Override
    public void answered(String method, String path, int status, Duration took) {
        bound.forEach(b -> b.api().answered(method, path, status, took));
    }

    @Override
    public void refused(String reason) {
        bound.forEach(b -> b.api().refused(reason));
    }

    @Override
    public void streams(int open) {
        bound.forEach(b -> b.api().streams(open));
    }

    /** Takes all meters out of their registries. */
    @Override
    public void close() {
        bound.forEach(Bound::close);
        bound.clear();
    }
}
