package dev.upkeep.route;

import dev.upkeep.process.ProcessId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All traffic, by where it went.
 *
 * @param routes in the order of the configuration; a route is known by domain and path, over reloads
 * @param unrouted what no route was found for
 * @param processes by their ids, those that a route leads to
 */
public record TrafficReport(List<OfRoute> routes, Traffic unrouted, Map<ProcessId, OfProcess> processes) {
    /** Copies what it is given. */
    public TrafficReport {
        routes = List.copyOf(routes);
        processes = Map.copyOf(processes);
    }

    /**
     * Of one route.
     *
     * @param domain as in the configuration
     * @param path as in the configuration
     * @param process behind it
     * @param traffic along it
     */
    public record OfRoute(Optional<String> domain, String path, Optional<ProcessId> process, Traffic traffic) {}

    /**
     * Of one process.
     *
     * @param inFlight how many requests it has now, over all instances
     * @param held how many wait for it now
     * @param instances what each answered or failed at, by number
     */
    public record OfProcess(int inFlight, int held, Map<Integer, Traffic> instances) {
        /** Copies what it is given. */
        public OfProcess {
            instances = Map.copyOf(instances);
        }
    }
}
