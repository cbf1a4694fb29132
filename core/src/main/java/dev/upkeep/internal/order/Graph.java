package dev.upkeep.internal.order;

import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.Dependencies;
import dev.upkeep.spec.ProcessSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who depends on whom. What a configuration says of processes that it does not have, or of circles, is passed over. */
final class Graph {
    private final Map<ProcessId, Dependencies> dependencies = new LinkedHashMap<>();
    private final Map<ProcessId, List<ProcessId>> dependents = new HashMap<>();
    private final List<ProcessId> dependenciesFirst = new ArrayList<>();

    Graph(Configuration configuration) {
        for (ProcessSpec spec : configuration.processes().values()) {
            dependencies.put(spec.id(), spec.dependencies());
        }
        dependencies.forEach((id, needs) -> needs.on()
                .keySet()
                .forEach(needed -> dependents
                        .computeIfAbsent(needed, n -> new ArrayList<>())
                        .add(id)));
        sort();
    }

    /** What a process needs. */
    Dependencies dependencies(ProcessId id) {
        return dependencies.getOrDefault(id, Dependencies.NONE);
    }

    /** Who needs a process, in the order of the file. */
    List<ProcessId> dependents(ProcessId id) {
        return dependents.getOrDefault(id, List.of());
    }

    /** All processes, each after those it needs, and otherwise in the order of the file. */
    List<ProcessId> dependenciesFirst() {
        return dependenciesFirst;
    }

    /** Without recursion, since a chain may be as long as the file. */
    private void sort() {
        Set<ProcessId> seen = new HashSet<>();
        Set<ProcessId> placed = new HashSet<>();
        for (ProcessId first : dependencies.keySet()) {
            Deque<ProcessId> path = new ArrayDeque<>(List.of(first));
            while (!path.isEmpty()) {
                ProcessId id = path.element();
                List<ProcessId> before = seen.add(id) ? unseen(id, seen) : List.of();
                before.forEach(path::push);
                if (before.isEmpty() && placed.add(path.pop())) {
                    dependenciesFirst.add(id);
                }
            }
        }
    }

    /** What it needs and has not been looked at, the last first, so that the first is on top once all are pushed. */
    private List<ProcessId> unseen(ProcessId id, Set<ProcessId> seen) {
        List<ProcessId> unseen = new ArrayList<>();
        dependencies(id).on().keySet().stream()
                .filter(needed -> dependencies.containsKey(needed) && !seen.contains(needed))
                .forEach(needed -> unseen.add(0, needed));
        return unseen;
    }
}
