package dev.upkeep.internal.config.rules;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.process.ProcessId;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.Dependencies.Condition;
import dev.upkeep.spec.ProcessSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What must hold of processes that need each other: they exist, and none needs itself, not even by way of others. */
final class DependencyRules {
    private final Configuration configuration;
    private final List<Finding> findings = new ArrayList<>();

    private DependencyRules(Configuration configuration) {
        this.configuration = configuration;
    }

    static List<Finding> check(Configuration configuration) {
        DependencyRules rules = new DependencyRules(configuration);
        configuration
                .processes()
                .values()
                .forEach(spec -> spec.dependencies().on().forEach((id, how) -> rules.check(spec, id, how)));
        Circles.in(configuration).forEach(rules::reportCircle);
        return rules.findings;
    }

    private void check(ProcessSpec spec, ProcessId needed, Condition condition) {
        String at = pointer(spec.id(), needed);
        configuration
                .process(needed)
                .ifPresentOrElse(other -> check(spec, other, condition, at), () -> reportUnknown(spec, needed, at));
    }

    private void check(ProcessSpec spec, ProcessSpec needed, Condition condition, String at) {
        if (spec.enabled() && !needed.enabled()) {
            findings.add(Finding.of(
                    Code.DISABLED_PROCESS,
                    at,
                    name(spec.id()) + " needs " + quoted(needed.id()) + ", which is disabled: it will not be launched",
                    "set `enabled: true` for " + quoted(needed.id()) + ", or remove it from `dependsOn`"));
        }
        if (condition == Condition.COMPLETED && needed.restartPolicy().condition() == RestartPolicy.Condition.ALWAYS) {
            findings.add(Finding.of(
                    Code.NEVER_COMPLETES,
                    at,
                    name(spec.id()) + " waits for the end of " + quoted(needed.id())
                            + ", which is restarted at each end",
                    "give " + quoted(needed.id()) + " a `restartPolicy` of `on-failure`"));
        }
    }

    private void reportUnknown(ProcessSpec spec, ProcessId needed, String at) {
        List<String> known = configuration.processes().keySet().stream()
                .filter(id -> !id.equals(spec.id()))
                .map(ProcessId::value)
                .toList();
        findings.add(Finding.of(
                Code.UNKNOWN_PROCESS,
                at,
                name(spec.id()) + " needs a process " + quoted(needed) + ", which does not exist",
                Words.nearest(needed.value(), known)
                        .map(k -> "did you mean " + Words.quoted(k) + "?")
                        .orElse("define it, or remove it from `dependsOn`")));
    }

    private void reportCircle(List<ProcessId> circle) {
        ProcessId first = circle.get(0);
        String message = circle.size() == 1
                ? name(first) + " needs itself"
                : "processes wait for each other: "
                        + circle.stream().map(ProcessId::value).collect(Collectors.joining(" needs "))
                        + " needs " + first;
        findings.add(Finding.of(
                Code.DEPENDENCY_CYCLE,
                pointer(first, circle.get(circle.size() > 1 ? 1 : 0)),
                message,
                circle.size() == 1
                        ? "remove it from its own `dependsOn`"
                        : "remove one of them from `dependsOn` of another"));
    }

    private static String pointer(ProcessId id, ProcessId needed) {
        return Pointers.child(Pointers.child(Pointers.process(id), "dependsOn"), needed.value());
    }

    private static String name(ProcessId id) {
        return "process " + quoted(id);
    }

    private static String quoted(ProcessId id) {
        return Words.quoted(id.value());
    }
}
