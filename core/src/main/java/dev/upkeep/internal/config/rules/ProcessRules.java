package dev.upkeep.internal.config.rules;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import java.util.ArrayList;
import java.util.List;

/** What must hold of each process by itself. */
final class ProcessRules {

    private final List<Finding> findings = new ArrayList<>();
    private final ProcessSpec process;
    private final String path;

    private ProcessRules(ProcessSpec process) {
        this.process = process;
        this.path = Pointers.process(process.id());
    }

    static List<Finding> check(Configuration configuration) {
        return configuration.processes().values().stream()
                .flatMap(p -> new ProcessRules(p).check().stream())
                .toList();
    }

    private List<Finding> check() {
        requireFilled("name", process.name(), "write a name for people");
        requireFilled("command", process.command().program(), "write the program to run");
        requireNoNul("command", process.command().program());
        process.command().args().forEach(a -> requireNoNul("args", a));
        process.command().environment().forEach(this::checkVariable);
        findings.addAll(ProbeRules.check(process));
        checkRequired();
        process.schedule().ifPresent(s -> checkScheduled());
        return findings;
    }

    private void requireFilled(String key, String text, String help) {
        if (text.isBlank()) {
            String at = Pointers.child(path, key);
            findings.add(Finding.of(
                    Code.EMPTY_VALUE, at, Words.quoted(key) + " of " + Pointers.name(path) + " is empty", help));
        }
    }

    private void requireNoNul(String key, String text) {
        if (text.indexOf('\0') >= 0) {
            String at = Pointers.child(path, key);
            findings.add(Finding.of(
                    Code.INVALID_VALUE,
                    at,
                    Words.quoted(key) + " of " + Pointers.name(path) + " holds a NUL character",
                    "remove it: no program can be given one"));
        }
    }

    private void checkVariable(String name, String value) {
        boolean nameFits = VariableNames.fits(name);
        if (!nameFits || value.indexOf('\0') >= 0) {
            findings.add(Finding.of(
                    Code.INVALID_ENVIRONMENT,
                    Pointers.child(Pointers.child(path, "env"), name),
                    "the variable " + Words.quoted(name) + " cannot be passed to " + Pointers.name(path),
                    nameFits ? "remove the NUL character from its value" : "its name must not be empty or hold `=`"));
        }
    }

    private void checkRequired() {
        List<String> wrong = process.command().required().stream()
                .filter(name -> !VariableNames.fits(name))
                .map(Words::quoted)
                .toList();
        if (!wrong.isEmpty()) {
            findings.add(Finding.of(
                    Code.INVALID_ENVIRONMENT,
                    Pointers.child(path, "requiredEnv"),
                    "`requiredEnv` of " + Pointers.name(path) + " holds " + String.join(", ", wrong)
                            + ", which no variable can be called",
                    "write names only: they must not be empty or hold `=`"));
        }
    }

    private void checkScheduled() {
        if (process.restartPolicy().condition() == RestartPolicy.Condition.ALWAYS) {
            refuse(
                    "restartPolicy",
                    " starts it again after every end, though it has a `schedule`",
                    "write `condition: on-failure` to have failed runs tried again, or leave `restartPolicy` out");
        }
        if (process.renewal().maxAge().isPresent()) {
            refuse("maxAge", " is of no use with a `schedule`", "write `maxDuration` in `schedule`");
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
