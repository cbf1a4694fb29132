package dev.upkeep.internal.config.rules;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.process.Slot;
import dev.upkeep.spec.ProcessSpec;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold of the checks of a process: by themselves, and of one beside the other. */
final class ProbeRules {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Set<String> SET_BY_CLIENT = Set.of("connection", "content-length", "expect", "upgrade");

    private final List<Finding> findings = new ArrayList<>();
    private final ProcessSpec process;
    private final String path;

    private ProbeRules(ProcessSpec process) {
        this.process = process;
        this.path = Pointers.process(process.id());
    }

    static List<Finding> check(ProcessSpec process) {
        ProbeRules rules = new ProbeRules(process);
        all(process).forEach((key, check) -> check.ifPresent(c -> rules.checkProbe(key, c.probe())));
        rules.requireUse();
        rules.requireLiveness();
        return rules.findings;
    }

    /** All checks of a process by their keys. */
    static Map<String, Optional<HealthCheck>> all(ProcessSpec process) {
        Map<String, Optional<HealthCheck>> all = new LinkedHashMap<>();
        all.put("healthCheck", process.healthCheck());
        all.put("readinessProbe", process.probes().readiness());
        all.put("livenessProbe", process.probes().liveness());
        return all;
    }

    /** Each probe takes over one half of the health check. */
    private void requireUse() {
        boolean bothTaken = process.probes().readiness().isPresent()
                && process.probes().liveness().isPresent();
        if (process.healthCheck().isPresent() && bothTaken) {
            findings.add(Finding.of(
                    Code.INVALID_VALUE,
                    Pointers.child(path, "healthCheck"),
                    "`healthCheck` of " + Pointers.name(path)
                            + " checks nothing: `readinessProbe` and `livenessProbe` take over both halves",
                    "remove `healthCheck`, or the probe that shall be as it says"));
        }
    }

    /** What was printed once stays printed, whatever becomes of the process. */
    private void requireLiveness() {
        boolean own = process.probes().liveness().isPresent();
        Optional<HealthCheck> lives = process.probes().liveness().or(process::healthCheck);
        if (lives.filter(check -> check.probe() instanceof Probe.Log).isPresent()) {
            String key = own ? "livenessProbe" : "healthCheck";
            findings.add(Finding.of(
                    Code.INVALID_VALUE,
                    Pointers.child(Pointers.child(path, key), "type"),
                    Words.quoted(key) + " of " + Pointers.name(path)
                            + " is of `type: log`, and a line that was printed does not tell that a process still lives",
                    own
                            ? "use `http`, `tcp` or `exec`"
                            : "write it as `readinessProbe`; for liveness, use `http`, `tcp` or `exec`"));
        }
    }

    private void checkProbe(String key, Probe probe) {
        String at = Pointers.child(path, key);
        if (probe instanceof Probe.Exec exec) {
            requirePassable(key, at, exec);
        }
        if (probe instanceof Probe.Http http) {
            Addresses.problem(sample(http).url())
                    .ifPresent(problem -> findings.add(Finding.of(
                            Code.INVALID_URL,
                            Pointers.child(at, "url"),
                            "`url` in " + Words.quoted(key) + " of " + Pointers.name(path) + " " + problem,
                            "write a whole address, `http://localhost:3000/health`")));
            http.headers()
                    .forEach((name, value) -> checkHeader(Pointers.child(at, "headers"), http.url(), name, value));
        } else if (probe instanceof Probe.Tcp tcp && (tcp.port() < 1 && !hasOwnPort() || tcp.port() > 65535)) {
            findings.add(Finding.of(
                    Code.INVALID_VALUE,
                    at,
                    Words.quoted(key) + " of " + Pointers.name(path) + " has a port out of range",
                    "use a port from 1 to 65535"));
        }
    }

    private boolean hasOwnPort() {
        return process.givenPorts().isPresent();
    }

    /** With a port in place of 0, which stands for that of the instance. */
    private Probe.Http sample(Probe.Http probe) {
        return hasOwnPort() ? (Probe.Http) probe.in(new Slot(1, 1)) : probe;
    }

    private void requirePassable(String key, String at, Probe.Exec exec) {
        if (exec.program().isBlank()) {
            findings.add(Finding.of(
                    Code.EMPTY_VALUE,
                    Pointers.child(at, "command"),
                    "`command` in " + Words.quoted(key) + " of " + Pointers.name(path) + " is empty",
                    "write the program to run"));
        }
        if (exec.program().indexOf('\0') >= 0 || exec.args().stream().anyMatch(arg -> arg.indexOf('\0') >= 0)) {
            findings.add(Finding.of(
                    Code.INVALID_VALUE,
                    Pointers.child(at, "command"),
                    "`command` in " + Words.quoted(key) + " of " + Pointers.name(path) + " holds a NUL character",
                    "remove it: no program can be given one"));
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
