package dev.upkeep.testkit.junit;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.health.Statuses;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntFunction;

/** When a process may be used by tests. Immutable. */
public final class Ready {
    private static final Duration USUAL = Duration.ofSeconds(30);
    private static final Duration PACE = Duration.ofMillis(100);

    private final IntFunction<Probe> probe;
    private final boolean needsPort;
    private final Duration within;

    private Ready(IntFunction<Probe> probe, boolean needsPort, Duration within) {
        this.probe = probe;
        this.needsPort = needsPort;
        this.within = within;
    }

    /**
     * When it answers a GET with a status from 200 to 399, at the port of {@link ManagedProcess#freePort}.
     *
     * @param path such as {@code /health}
     * @return within 30 s
     */
    public static Ready http(String path) {
        return new Ready(
                port -> new Probe.Http(URI.create("http://127.0.0.1:" + port + path), Statuses.OK, Map.of()),
                true,
                USUAL);
    }

    /**
     * When it takes connections at the port of {@link ManagedProcess#freePort}.
     *
     * @return within 30 s
     */
    public static Ready port() {
        return new Ready(port -> new Probe.Tcp("127.0.0.1", port), true, USUAL);
    }

    /**
     * When it has printed a line.
     *
     * @param pattern a regular expression, found anywhere in the line
     * @return within 30 s
     * @throws java.util.regex.PatternSyntaxException if it is none
     */
    public static Ready logLine(String pattern) {
        Probe line = new Probe.Log(pattern);
        return new Ready(port -> line, false, USUAL);
    }

    /**
     * The same, but sooner or later.
     *
     * @param longest then the tests fail
     * @return a changed copy
     */
    public Ready within(Duration longest) {
        return new Ready(probe, needsPort, longest);
    }

    boolean needsPort() {
        return needsPort;
    }

    Duration longest() {
        return within;
    }

    HealthCheck check(int port) {
        return HealthCheck.builder(probe.apply(port))
                .interval(PACE)
                .startInterval(PACE)
                .startPeriod(within)
                .build();
    }
}
