package dev.upkeep.internal.config.rules;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What must hold of each process by itself. */
final class ProcessRules {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Set<String> SET_BY_CLIENT = Set.of("connection", "content-length", "expect", "upgrade");

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
        process.healthCheck().map(HealthCheck::probe).ifPresent(this::checkProbe);
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
        boolean nameFits = !name.isEmpty() && name.indexOf('=') < 0 && name.indexOf('\0') < 0;
        if (!nameFits || value.indexOf('\0') >= 0) {
            findings.add(Finding.of(
                    Code.INVALID_ENVIRONMENT,
                    Pointers.child(Pointers.child(path, "env"), name),
                    "the variable " + Words.quoted(name) + " cannot be passed to " + Pointers.name(path),
                    nameFits ? "remove the NUL character from its value" : "its name must not be empty or hold `=`"));
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

    private void checkProbe(Probe probe) {
        String at = Pointers.child(path, "healthCheck");
        if (probe instanceof Probe.Http http) {
            Addresses.problem(http.url())
                    .ifPresent(problem -> findings.add(Finding.of(
                            Code.INVALID_URL,
                            Pointers.child(at, "url"),
                            "`url` of the health check of " + Pointers.name(path) + " " + problem,
                            "write a whole address, `http://localhost:3000/health`")));
            http.headers()
                    .forEach((name, value) -> checkHeader(Pointers.child(at, "headers"), http.url(), name, value));
        } else if (probe instanceof Probe.Tcp tcp && (tcp.port() < 1 || tcp.port() > 65535)) {
            findings.add(Finding.of(
                    Code.INVALID_VALUE,
                    at,
                    "the health check of " + Pointers.name(path) + " has a port out of range",
                    "use a port from 1 to 65535"));
        }
    }

    private void checkHeader(String headers, URI url, String name, String value) {
        boolean isHost = name.equalsIgnoreCase("host") && "https".equalsIgnoreCase(url.getScheme());
        boolean setByClient = SET_BY_CLIENT.contains(name.toLowerCase(Locale.ROOT));
        boolean valueFits = value.chars().allMatch(c -> c == '\t' || c >= ' ' && c != 127 && c <= 255);
        if (isHost || setByClient || !valueFits || !name.matches(TOKEN)) {
            findings.add(Finding.of(
                    Code.INVALID_VALUE,
                    Pointers.child(headers, name),
                    "the header " + Words.quoted(name) + " cannot be sent by the health check of "
                            + Pointers.name(path),
                    helpWithHeader(isHost, setByClient)));
        }
    }

    private static String helpWithHeader(boolean isHost, boolean setByClient) {
        if (isHost) {
            return "over `https` it is always the host of `url`: write that host in `url`, or check over `http`";
        }
        return setByClient ? "remove it: it is always set by Upkeep" : "use only what HTTP allows in headers";
    }
}
