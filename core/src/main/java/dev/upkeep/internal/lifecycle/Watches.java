package dev.upkeep.internal.lifecycle;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.internal.lifecycle.Watch.Duty;
import dev.upkeep.process.Slot;
import dev.upkeep.route.Route;
import dev.upkeep.route.Upstream;
import dev.upkeep.spec.ProcessSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a process is watched. A watch that serves both ends stands at the post of readiness alone, so that nothing is asked
 * twice.
 *
 * @param readiness empty if being launched is being ready
 * @param liveness empty if nothing but its end shows that a process does not live, or if readiness tells of both
 */
public record Watches(Optional<Watch> readiness, Optional<Watch> liveness) {
    /** Nobody watches: being launched is being ready. */
    public static final Watches NONE = new Watches(Optional.empty(), Optional.empty());

    /**
     * As the user wants it: each probe is its own half, and the health check what no probe says. Where nothing tells of
     * readiness but a route leads to the process, the port of the route is tried until it can be connected to, because a
     * request must not meet a closed port.
     */
    public static Watches of(ProcessSpec spec, List<Route> routes) {
        Optional<HealthCheck> both = spec.healthCheck();
        if (both.isPresent() && spec.probes().isNone()) {
            return new Watches(both.map(check -> new Watch(check, Duty.BOTH)), Optional.empty());
        }
        Optional<Watch> ready = spec.probes().readiness().or(() -> both).map(Watches::readiness);
        Optional<HealthCheck> live = spec.probes().liveness().or(() -> both);
        return new Watches(ready.or(() -> opening(spec, routes)), live.map(check -> new Watch(check, Duty.LIVENESS)));
    }

    /** The same for one instance. */
    Watches in(Slot slot) {
        return new Watches(readiness.map(watch -> watch.in(slot)), liveness.map(watch -> watch.in(slot)));
    }

    private static Watch readiness(HealthCheck check) {
        return new Watch(check, check.probe() instanceof Probe.Log ? Duty.OPENING : Duty.READINESS);
    }

    private static Optional<Watch> opening(ProcessSpec spec, List<Route> routes) {
        return routes.stream()
                .filter(route -> route.process().equals(Optional.of(spec.id())))
                .findFirst()
                .map(route -> Upstream.of(route.target()))
                .map(upstream -> portOpen(upstream.host(), spec.givenPorts().isPresent() ? 0 : upstream.port()));
    }

    private static Watch portOpen(String host, int port) {
        HealthCheck check = HealthCheck.builder(new Probe.Tcp(host, port))
                .startInterval(Duration.ofMillis(250))
                .timeout(Duration.ofSeconds(1))
                .build();
        return new Watch(check, Duty.OPENING);
    }

    /**
     * As an adopted process is watched. The line that a log probe waits for was printed to an earlier supervisor, if it
     * ever was; nobody prints it again.
     */
    Watches adopted() {
        return awaitedLine().isPresent() ? new Watches(Optional.empty(), liveness) : this;
    }

    /** The line that tells of readiness. */
    public Optional<Probe.Log> awaitedLine() {
        return readiness.flatMap(
                watch -> watch.check().probe() instanceof Probe.Log log ? Optional.of(log) : Optional.empty());
    }

    /** Who stands at a post. */
    public Optional<Watch> at(Post post) {
        return switch (post) {
            case READINESS -> readiness;
            case LIVENESS -> liveness;
        };
    }

    /** The posts where somebody stands. */
    Stream<Post> posts() {
        return Arrays.stream(Post.values()).filter(post -> at(post).isPresent());
    }
}
