package dev.upkeep.internal.config.rules;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.Ports;
import dev.upkeep.spec.ProcessSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold of the instances of a process and their ports. */
final class ScaleRules {
    private final List<Finding> findings = new ArrayList<>();
    private final ProcessSpec process;
    private final String path;

    private ScaleRules(ProcessSpec process) {
        this.process = process;
        this.path = Pointers.process(process.id());
    }

    static List<Finding> check(Configuration configuration) {
        return configuration.processes().values().stream()
                .flatMap(p -> new ScaleRules(p).check().stream())
                .toList();
    }

    private List<Finding> check() {
        if (process.instances() < 1) {
            refuse("instances", " is " + process.instances() + ", which is out of range", "write 1 or more");
        }
        if (process.instances() > 1 && process.schedule().isPresent()) {
            refuse(
                    "instances",
                    " is of no use with a `schedule`: there is never more than one run at a time",
                    "remove one of them");
        }
        process.givenPorts().ifPresent(this::check);
        return findings;
    }

    private void check(Ports ports) {
        Optional<Integer> told = Addresses.port(process.command().environment());
        if (told.isPresent() && !ports.equals(Ports.fixed(told.get()))) {
            findings.add(Finding.of(
                    Code.PORT_MISMATCH,
                    Pointers.child(Pointers.child(path, "env"), "PORT"),
                    "`PORT` in `env` of " + Pointers.name(path) + " is " + told.get() + ", but "
                            + (process.ports().isPresent() ? "`port` says " + ports : "each instance has its own"),
                    "remove it from `env`: each instance is told its port there"));
        }
        int most = process.instances()
                + (process.startsFirst() ? process.updatePolicy().parallelism() : 0);
        if (ports.size() < process.instances()) {
            refuse(
                    "port",
                    " is " + ports + ", which is not enough for " + process.instances() + " instances",
                    "write `auto`, or a range of " + process.instances() + " ports or more");
        } else if (ports.size() < most) {
            refuse(
                    "port",
                    " is " + ports + ": there is no port left to start a new instance beside the old ones",
                    "write `auto`, a range of " + most + " ports or more, or `updatePolicy: {order: stop-first}`");
        }
    }

    private void refuse(String key, String what, String help) {
        findings.add(Finding.of(
                Code.INVALID_VALUE,
                Pointers.child(path, key),
                Words.quoted(key) + " of " + Pointers.name(path) + what,
                help));
    }
}
