package dev.upkeep.internal.plan;

import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The difference between two configurations: every process of either is in exactly one of the lists.
 *
 * @param added are new
 * @param removed are gone
 * @param enabled were disabled and are not any more
 * @param disabled are disabled now
 * @param restarted differ in what only a new launch can change
 * @param updated differ otherwise
 * @param unchanged are the same
 * @param routesChanged whether requests go elsewhere
 */
public record Plan(
        List<ProcessId> added,
        List<ProcessId> removed,
        List<ProcessId> enabled,
        List<ProcessId> disabled,
        List<ProcessId> restarted,
        List<ProcessId> updated,
        List<ProcessId> unchanged,
        boolean routesChanged) {
    /**
     * Compares.
     *
     * @param current what is in force
     * @param wanted what shall be
     * @return the steps from one to the other, each list in the order of its configuration
     */
    public static Plan between(Configuration current, Configuration wanted) {
        Map<Kind, List<ProcessId>> kinds = wanted.processes().values().stream()
                .collect(Collectors.groupingBy(
                        spec -> kind(current.process(spec.id()), spec),
                        Collectors.mapping(ProcessSpec::id, Collectors.toUnmodifiableList())));
        return new Plan(
                kinds.getOrDefault(Kind.ADDED, List.of()),
                current.processes().keySet().stream()
                        .filter(id -> wanted.process(id).isEmpty())
                        .toList(),
                kinds.getOrDefault(Kind.ENABLED, List.of()),
                kinds.getOrDefault(Kind.DISABLED, List.of()),
                kinds.getOrDefault(Kind.RESTARTED, List.of()),
                kinds.getOrDefault(Kind.UPDATED, List.of()),
                kinds.getOrDefault(Kind.UNCHANGED, List.of()),
                !current.proxy().routes().equals(wanted.proxy().routes()));
    }

    private enum Kind {
        ADDED,
        ENABLED,
        DISABLED,
        RESTARTED,
        UPDATED,
        UNCHANGED
    }

    private static Kind kind(Optional<ProcessSpec> before, ProcessSpec spec) {
        if (before.isEmpty()) {
            return Kind.ADDED;
        }
        if (before.get().equals(spec)) {
            return Kind.UNCHANGED;
        }
        if (before.get().enabled() != spec.enabled()) {
            return spec.enabled() ? Kind.ENABLED : Kind.DISABLED;
        }
        return spec.needsRestartFrom(before.get()) ? Kind.RESTARTED : Kind.UPDATED;
    }
}
