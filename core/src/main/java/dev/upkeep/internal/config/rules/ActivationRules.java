package dev.upkeep.internal.config.rules;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.Activation;
import dev.upkeep.spec.Activation.Start;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold of processes that requests start. */
final class ActivationRules {
    private final Configuration configuration;
    private final List<Finding> findings = new ArrayList<>();

    private ActivationRules(Configuration configuration) {
        this.configuration = configuration;
    }

    static List<Finding> check(Configuration configuration) {
        ActivationRules rules = new ActivationRules(configuration);
        configuration.processes().values().forEach(rules::check);
        return rules.findings;
    }

    private void check(ProcessSpec process) {
        Activation activation = process.activation();
        String name = Pointers.name(Pointers.process(process.id()));
        boolean onRequest = activation.start() == Start.REQUEST;
        if (onRequest && !hasRoute(process.id())) {
            find(
                    process,
                    "startOn",
                    "no route leads to " + name + ", so no request could start it",
                    "name it as `process` of a route, or leave `startOn` out");
        }
        if (onRequest && process.schedule().isPresent()) {
            find(process, "startOn", name + " has a `schedule`, too", "choose one of them");
        }
        if (activation.idleTimeout().isPresent() && !onRequest) {
            find(
                    process,
                    "idleTimeout",
                    name + " would be stopped for good, as no request starts it",
                    "set `startOn: request`, or leave " + Words.quoted("idleTimeout") + " out");
        }
    }

    private boolean hasRoute(ProcessId id) {
        return configuration.proxy().routes().stream()
                .anyMatch(route -> route.process().equals(Optional.of(id)));
    }

    private void find(ProcessSpec process, String key, String message, String help) {
        findings.add(
                Finding.of(Code.INVALID_VALUE, Pointers.child(Pointers.process(process.id()), key), message, help));
    }
}
