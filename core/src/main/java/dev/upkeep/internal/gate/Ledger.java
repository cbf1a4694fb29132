package dev.upkeep.internal.gate;

import dev.upkeep.process.ProcessId;
import dev.upkeep.route.AccessLog;
import dev.upkeep.route.Exchanged;
import dev.upkeep.route.Route;
import dev.upkeep.route.Traffic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts requests that are over, by route and by instance, and logs them. */
final class Ledger {
    /** How a route is known over reloads. */
    private record Way(Optional<String> domain, String path) {
        static Way of(Route route) {
            return new Way(route.domain(), route.path());
        }
    }

    private record Instance(ProcessId process, int number) {}

    private static final Logger ACCESS = LoggerFactory.getLogger("upkeep.access");

    private final Counts unrouted = new Counts();
    private final Map<Way, Counts> ways = new ConcurrentHashMap<>();
    private final Map<Instance, Counts> instances = new ConcurrentHashMap<>();
    private volatile AccessLog log = AccessLog.OFF;

    /** Logs like this from now on. */
    void logs(AccessLog next) {
        log = next;
    }

    /** Forgets routes that are not there any more. */
    void keep(List<Route> routes) {
        ways.keySet().retainAll(routes.stream().map(Way::of).collect(Collectors.toSet()));
    }

    /** Forgets a process. */
    void forget(ProcessId process) {
        instances.keySet().removeIf(instance -> instance.process().equals(process));
    }

    /** Takes down one that is over; {@code route} is where it went, if anywhere. */
    void add(Exchanged one, Optional<Route> route) {
        Optional<GateLease> lease =
                one.lease().filter(GateLease.class::isInstance).map(GateLease.class::cast);
        int repeated = lease.map(GateLease::repeated).orElse(0);
        route.map(to -> counts(ways, Way.of(to))).orElse(unrouted).add(one, repeated);
        lease.ifPresent(last -> last.process()
                .ifPresent(process -> counts(instances, new Instance(process, last.instance()))
                        .add(one, repeated)));
        AccessLog form = log;
        if (form != AccessLog.OFF && ACCESS.isInfoEnabled()) {
            ACCESS.info("{}", AccessLine.of(form, Instant.now(), one, route, lease));
        }
    }

    /** Without the lock that asking for what may be absent can take. */
    private static <K> Counts counts(Map<K, Counts> of, K key) {
        Counts known = of.get(key);
        return known != null ? known : of.computeIfAbsent(key, k -> new Counts());
    }

    Traffic unrouted() {
        return unrouted.read();
    }

    Traffic of(Route route) {
        return Optional.ofNullable(ways.get(Way.of(route)))
                .orElseGet(Counts::new)
                .read();
    }

    Map<Integer, Traffic> of(ProcessId process) {
        Map<Integer, Traffic> each = new TreeMap<>();
        instances.forEach((instance, counts) -> {
            if (instance.process().equals(process)) {
                each.put(instance.number(), counts.read());
            }
        });
        return each;
    }
}
