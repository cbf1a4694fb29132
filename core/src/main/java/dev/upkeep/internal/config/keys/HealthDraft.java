package dev.upkeep.internal.config.keys;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.health.Statuses;
import dev.upkeep.route.Route;
import dev.upkeep.route.Upstream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A health check or probe as far as it has been read. Where it asks is known only when the routes are, too. */
final class HealthDraft {
    /**
     * Where to connect to.
     *
     * @param host a name or address
     * @param port 1 to 65535
     */
    record Address(String host, int port) {}

    /** The port of each instance is another. */
    private static final String UNKNOWN = "0";

    /** Whether it was written at all. */
    boolean given;

    boolean enabled;
    ProbeKind kind = ProbeKind.HTTP;
    URI url = URI.create("/health");
    Optional<Address> address = Optional.empty();
    String program = "";
    List<String> args = List.of();
    String pattern = "";
    Duration interval = Duration.ofSeconds(30);
    Duration timeout = Duration.ofSeconds(5);
    int retries = 3;
    int successThreshold = 1;
    Duration startPeriod = Duration.ZERO;
    Duration startInterval = Duration.ofSeconds(1);
    Statuses expected = Statuses.OK;
    Map<String, String> headers = Map.of();

    /**
     * One of which nothing has been read.
     *
     * @param enabled whether it holds as soon as it is written
     */
    HealthDraft(boolean enabled) {
        this.enabled = enabled;
    }

    boolean isWanted() {
        return given && enabled;
    }

    /**
     * The finished check.
     *
     * @param route the first that leads to the process
     * @param port that the process is told by its environment
     * @return empty if it is not wanted, or if nothing says where to ask
     */
    Optional<HealthCheck> build(Optional<Route> route, Optional<String> port) {
        return isWanted() ? probe(route, port).map(this::build) : Optional.empty();
    }

    private HealthCheck build(Probe probe) {
        return HealthCheck.builder(probe)
                .interval(interval)
                .timeout(timeout)
                .retries(retries)
                .successThreshold(successThreshold)
                .startPeriod(startPeriod)
                .startInterval(startInterval)
                .build();
    }

    private Optional<Probe> probe(Optional<Route> route, Optional<String> port) {
        return switch (kind) {
            case HTTP -> url(route, port).map(at -> new Probe.Http(at, expected, headers));
            case TCP -> address.or(() -> address(route, port)).map(at -> new Probe.Tcp(at.host(), at.port()));
            case EXEC -> Optional.of(new Probe.Exec(program, args));
            case LOG -> Optional.of(new Probe.Log(pattern));
        };
    }

    private Optional<URI> url(Optional<Route> route, Optional<String> port) {
        if (url.isAbsolute()) {
            return Optional.of(url);
        }
        return route.map(HealthDraft::asked)
                .map(target ->
                        port.filter(UNKNOWN::equals).map(p -> at(target, p)).orElse(target))
                .or(() -> port.map(p -> URI.create("http://localhost:" + p)))
                .map(base -> base.resolve(url));
    }

    private static URI at(URI target, String port) {
        return URI.create(target.getScheme() + "://" + target.getHost() + ":" + port);
    }

    /** Probes speak HTTP/1.1, whatever requests of the route do. */
    private static URI asked(Route route) {
        Upstream upstream = Upstream.of(route.target());
        return upstream.http2() ? URI.create("http://" + upstream.host() + ":" + upstream.port()) : route.target();
    }

    private static Optional<Address> address(Optional<Route> route, Optional<String> port) {
        return route.map(r -> Upstream.of(r.target()))
                .map(upstream -> new Address(
                        upstream.host(), port.filter(UNKNOWN::equals).isPresent() ? 0 : upstream.port()))
                .or(() -> port.map(p -> new Address("localhost", Integer.parseInt(p))));
    }
}
