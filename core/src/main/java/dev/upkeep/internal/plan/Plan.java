package dev.upkeep.internal.plan;

import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The difference between two configurations: one step for each process of either.
 *
 * @param steps those for what is wanted in the order of its file, then those for what is not wanted any more
 * @param renamed new ids by old ones, of processes that are known by another id from now on
 * @param routesChanged whether requests go elsewhere
 */
public record Plan(List<Step> steps, Map<ProcessId, ProcessId> renamed, boolean routesChanged) {
    /** What becomes of a process. */
    public enum Kind {
        /** It is new. */
        ADDED,
        /** It is gone. */
        REMOVED,
        /** It was disabled and is not any more. */
        ENABLED,
        /** It is disabled now. */
        DISABLED,
        /** It differs in what only a new launch can change. */
        RESTARTED,
        /** It differs otherwise. */
        UPDATED,
        /** It has another id, and runs on. */
        RENAMED,
        /** It is the same. */
        UNCHANGED
    }

    /**
     * What becomes of one process.
     *
     * @param id which
     * @param kind what
     * @param reason why, for people
     */
    public record Step(ProcessId id, Kind kind, String reason) {}

    /** Copies what it is given. */
    public Plan {
        steps = List.copyOf(steps);
        renamed = Collections.unmodifiableMap(new LinkedHashMap<>(renamed));
    }

    /**
     * Compares.
     *
     * @param current what is in force
     * @param wanted what shall be
     * @return the steps from one to the other
     */
    public static Plan between(Configuration current, Configuration wanted) {
        return between(current, wanted, Set.of(), (old, heir) -> false);
    }

    /**
     * Compares.
     *
     * @param current what is in force
     * @param wanted what shall be
     * @param heldBack of which the version of the file has failed, so that an earlier one is wanted
     * @param renamable whether what runs under the first id can go on under the second
     * @return the steps from one to the other
     */
    public static Plan between(
            Configuration current,
            Configuration wanted,
            Collection<ProcessId> heldBack,
            BiPredicate<ProcessId, ProcessId> renamable) {
        Map<ProcessId, ProcessId> renamed = Renames.between(current, wanted, renamable);
        Stream<Step> kept = wanted.processes().values().stream()
                .map(spec -> renamed.entrySet().stream()
                        .filter(r -> r.getValue().equals(spec.id()))
                        .findFirst()
                        .map(r -> new Step(
                                spec.id(), Kind.RENAMED, "was `" + r.getKey() + "`, and has not changed otherwise"))
                        .orElseGet(() -> step(current.process(spec.id()), spec, heldBack.contains(spec.id()))));
        Stream<Step> removed = current.processes().keySet().stream()
                .filter(id -> wanted.process(id).isEmpty() && !renamed.containsKey(id))
                .map(id -> new Step(id, Kind.REMOVED, "is no longer there"));
        return new Plan(
                Stream.concat(kept, removed).toList(),
                renamed,
                !current.proxy().routes().equals(wanted.proxy().routes()));
    }

    private static Step step(Optional<ProcessSpec> before, ProcessSpec spec, boolean heldBack) {
        if (before.isEmpty()) {
            return new Step(spec.id(), Kind.ADDED, "is new");
        }
        ProcessSpec old = before.get();
        if (old.equals(spec)) {
            String why = heldBack ? "keeps its earlier version: the new one has failed" : "has not changed";
            return new Step(spec.id(), Kind.UNCHANGED, why);
        }
        if (old.enabled() != spec.enabled()) {
            return spec.enabled()
                    ? new Step(spec.id(), Kind.ENABLED, "is enabled now")
                    : new Step(spec.id(), Kind.DISABLED, "is disabled now");
        }
        String what = differences(old, spec);
        return spec.needsRestartFrom(old)
                ? new Step(spec.id(), Kind.RESTARTED, what)
                : new Step(spec.id(), Kind.UPDATED, what + ", which needs no restart");
    }

    private static String differences(ProcessSpec old, ProcessSpec spec) {
        Set<String> keys = Differences.between(old, spec);
        return keys.stream().map(k -> "`" + k + "`").collect(Collectors.joining(", "))
                + (keys.size() == 1 ? " has changed" : " have changed");
    }

    /**
     * The processes of which the same becomes.
     *
     * @param kind what becomes of them
     * @return in the order of the steps
     */
    public List<ProcessId> all(Kind kind) {
        return steps.stream().filter(s -> s.kind() == kind).map(Step::id).toList();
    }
}
