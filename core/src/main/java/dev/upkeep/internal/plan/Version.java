package dev.upkeep.internal.plan;

import dev.upkeep.process.ProcessId;
import dev.upkeep.route.Route;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process as one configuration has it, with the routes that lead to it: what is rolled back goes together.
 *
 * @param spec of the process
 * @param routes that lead to it
 */
public record Version(ProcessSpec spec, List<Route> routes) {
    /**
     * Of a configuration.
     *
     * @param configuration any
     * @param id of the process
     * @return empty if there is no such process
     */
    public static Optional<Version> of(Configuration configuration, ProcessId id) {
        return configuration.process(id).map(spec -> new Version(spec, routes(configuration, id)));
    }

    private static List<Route> routes(Configuration configuration, ProcessId id) {
        return configuration.proxy().routes().stream()
                .filter(r -> r.process().equals(Optional.of(id)))
                .toList();
    }

    /**
     * The same configuration but for this process. A route of it that would match the same requests as another's is left out.
     *
     * @param configuration has the process in another version
     * @return a copy
     */
    public Configuration within(Configuration configuration) {
        Map<ProcessId, ProcessSpec> processes = new LinkedHashMap<>(configuration.processes());
        processes.put(spec.id(), spec);
        List<Route> all = new ArrayList<>(configuration.proxy().routes());
        all.removeAll(routes(configuration, spec.id()));
        routes.stream()
                .filter(route -> all.stream().noneMatch(other -> isSame(route, other)))
                .toList()
                .forEach(all::add);
        return new Configuration(
                processes,
                configuration.proxy().routes().equals(all)
                        ? configuration.proxy()
                        : configuration.proxy().withRoutes(all));
    }

    private static boolean isSame(Route one, Route other) {
        return one.domain().equals(other.domain()) && one.path().equals(other.path());
    }
}
