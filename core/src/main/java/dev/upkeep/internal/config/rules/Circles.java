package dev.upkeep.internal.config.rules;

import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.Configuration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds processes that need themselves by way of others. */
final class Circles {
    private final Map<ProcessId, Set<ProcessId>> needs = new LinkedHashMap<>();
    private final Set<ProcessId> cleared = new HashSet<>();

    private Circles(Configuration configuration) {
        configuration
                .processes()
                .forEach((id, spec) -> needs.put(id, spec.dependencies().on().keySet()));
    }

    /** One circle for each that is met on a walk along the file and shares no process with an earlier one. */
    static List<List<ProcessId>> in(Configuration configuration) {
        Circles circles = new Circles(configuration);
        List<List<ProcessId>> found = new ArrayList<>();
        for (ProcessId id : circles.needs.keySet()) {
            List<ProcessId> circle = circles.cleared.contains(id) ? List.of() : circles.from(id);
            if (!circle.isEmpty()) {
                found.add(circle);
                circles.cleared.addAll(circle);
            }
        }
        return found;
    }

    /** Follows what is needed until it comes back to where it was, or nothing is left to follow. */
    private List<ProcessId> from(ProcessId start) {
        List<ProcessId> path = new ArrayList<>(List.of(start));
        while (!path.isEmpty()) {
            int end = path.size() - 1;
            Optional<ProcessId> next = needs.getOrDefault(path.get(end), Set.of()).stream()
                    .filter(id -> !cleared.contains(id))
                    .findFirst();
            if (next.isEmpty()) {
                cleared.add(path.remove(end));
            } else if (path.contains(next.get())) {
                return path.subList(path.indexOf(next.get()), path.size());
            } else {
                path.add(next.get());
            }
        }
        return List.of();
    }
}
