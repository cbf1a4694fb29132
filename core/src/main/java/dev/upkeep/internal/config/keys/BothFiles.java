package dev.upkeep.internal.config.keys;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Problem;
import dev.upkeep.internal.config.problem.Problems;
import dev.upkeep.internal.config.problem.Span;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.rules.Finding;
import dev.upkeep.internal.config.rules.Findings;
import dev.upkeep.internal.config.rules.VariableNames;
import dev.upkeep.internal.config.yaml.Scope;
import dev.upkeep.internal.config.yaml.Variables;
import dev.upkeep.process.Command;
import dev.upkeep.process.ProcessId;
import dev.upkeep.route.Route;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProxySpec;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts together what both files say, and brings what the rules say about it back to its lines. */
public final class BothFiles {
    private static final Path PROCESSES = Path.of("processes.yaml");
    private static final Path STATE = Path.of(".upkeep");
    private static final Path PROXY = Path.of("proxy.yaml");

    private final ProxyFile proxyFile;
    private final ProcessesFile processesFile;
    private final UnaryOperator<@Nullable String> environment;
    private final List<Path> files;
    private final Configuration configuration;

    private BothFiles(
            ProxyFile proxyFile,
            ProcessesFile processesFile,
            List<Path> own,
            UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
        this.proxyFile = proxyFile;
        this.processesFile = processesFile;
        this.files = own.subList(0, 2);
        this.configuration = combine();
        Findings.in(configuration, own, RealPaths::of).forEach(this::report);
        Uncovered.in(proxyFile.draft()).forEach(this::report);
    }

    /**
     * Reads as much of both files as can be read, and asks the rules about it.
     *
     * @param directory holds them
     * @param environment gives the values for variables, null for what is not set
     */
    public static BothFiles read(Path directory, UnaryOperator<@Nullable String> environment) {
        Variables variables = new Variables(environment);
        boolean hasProxy = Files.exists(directory.resolve(PROXY), LinkOption.NOFOLLOW_LINKS);
        ProxyFile proxy =
                hasProxy ? ProxyFile.read(directory, PROXY, variables) : ProxyFile.missing(directory, PROXY, variables);
        Path processes = proxy.processConfigFile().orElse(PROCESSES);
        List<Path> own =
                Stream.of(PROXY, processes, STATE).map(directory::resolve).toList();
        return new BothFiles(proxy, ProcessesFile.read(directory, processes, variables), own, environment);
    }

    /** Both, whether they are there or not. */
    public List<Path> files() {
        return files;
    }

    /** Both, and the files with variables that processes name. */
    public List<Path> filesAndVariables() {
        return Stream.concat(files.stream(), processesFile.envFiles().stream()).toList();
    }

    /** What they say; not to be used if a problem is an error. */
    public Configuration configuration() {
        return configuration;
    }

    /** Where each process begins in its file. */
    public Map<ProcessId, Integer> lines() {
        return processesFile.lines();
    }

    /** What is wrong and what is doubtful, the processes first, each file in its order. */
    public List<Problem> problems() {
        return Stream.of(processesFile.scope(), proxyFile.scope())
                .flatMap(s -> s.problems().inOrder().stream())
                .toList();
    }

    private Configuration combine() {
        ProxySpec proxy = proxyFile.draft().build();
        Map<ProcessId, Route> firstRoutes = new HashMap<>();
        proxy.routes().forEach(r -> r.process().ifPresent(id -> firstRoutes.putIfAbsent(id, r)));
        List<ProcessSpec> specs = processesFile.drafts().stream()
                .map(draft -> build(draft, Optional.ofNullable(firstRoutes.get(draft.id))))
                .toList();
        return Configuration.of(specs, proxy);
    }

    private ProcessSpec build(ProcessDraft draft, Optional<Route> route) {
        ProcessSpec spec = draft.build(route);
        requireSet(spec);
        requireAddress(draft, "healthCheck", draft.health, spec.healthCheck());
        requireAddress(draft, "readinessProbe", draft.readiness, spec.probes().readiness());
        requireAddress(draft, "livenessProbe", draft.liveness, spec.probes().liveness());
        return spec;
    }

    private void requireAddress(ProcessDraft process, String key, HealthDraft draft, Optional<HealthCheck> built) {
        String check = Pointers.child(Pointers.process(process.id), key);
        if (draft.isWanted()
                && built.isEmpty()
                && !processesFile.scope().problems().isWrong(Pointers.child(check, ProbeKind.TYPE))) {
            boolean http = draft.kind == ProbeKind.HTTP;
            report(Finding.of(
                    Code.NO_ADDRESS,
                    Pointers.child(check, http ? "url" : "address"),
                    Words.quoted(key) + " of process " + Words.quoted(process.id.value())
                            + " does not say which port to " + (http ? "ask" : "connect to"),
                    "write the whole address, e.g. "
                            + (http ? "`url: http://localhost:3000/health`" : "`address: localhost:5432`")
                            + "; or name the process in a route, or set `PORT` in its `env`"));
        }
    }

    /** What is missing now would only be missed when it is launched. */
    private void requireSet(ProcessSpec spec) {
        Command command = spec.command();
        List<String> missing = command.required().stream()
                .filter(VariableNames::fits)
                .filter(name -> command.environment()
                        .getOrDefault(name, inherited(command, name))
                        .isEmpty())
                .toList();
        if (spec.enabled() && !missing.isEmpty()) {
            String at = Pointers.child(Pointers.process(spec.id()), "requiredEnv");
            report(Finding.of(
                    Code.INVALID_ENVIRONMENT,
                    at,
                    Pointers.name(Pointers.process(spec.id())) + " cannot do without "
                            + String.join(
                                    ", ", missing.stream().map(Words::quoted).toList())
                            + ", not set or empty",
                    "set " + (missing.size() == 1 ? "it" : "them")
                            + " in `env` or `envFile`, or before Upkeep starts"));
        }
    }

    private String inherited(Command command, String name) {
        return Objects.requireNonNullElse(command.inherited().passes(name) ? environment.apply(name) : null, "");
    }

    private void report(Finding finding) {
        Scope scope = scopeOf(finding.path());
        if (scope.problems().isWrong(finding.path()) || isMissedForOtherReasons(finding)) {
            return;
        }
        Span own = scope.nearest(finding.path());
        Span other = finding.other().map(this::position).orElse(Span.NONE);
        boolean swapped = own.equals(Span.NONE) && !other.equals(Span.NONE);
        Scope shown = swapped ? scopeOf(finding.other().orElseThrow()) : scope;
        String help = finding.other().isEmpty()
                ? finding.help()
                : finding.help() + "; the other one "
                        + where(swapped ? finding.path() : finding.other().get(), shown);
        shown.problems().add(finding.code(), swapped ? other : own, finding.path(), finding.message(), help);
    }

    /**
     * Whether a route names a process that could not be read because its whole file could not, or seems to match the same
     * requests as one of which something could not be read.
     */
    private boolean isMissedForOtherReasons(Finding finding) {
        if (finding.code() == Code.SAME_ROUTE) {
            Problems problems = proxyFile.scope().problems();
            return Stream.concat(Stream.of(finding.path()), finding.other().stream())
                    .anyMatch(problems::isWrongWithin);
        }
        return finding.code() == Code.UNKNOWN_PROCESS
                && processesFile.drafts().isEmpty()
                && processesFile.scope().problems().hasErrors();
    }

    private String where(String path, Scope from) {
        Scope scope = scopeOf(path);
        int line = position(path).line();
        if (line == 0) {
            return "is a default";
        }
        return "is at line " + line
                + (scope == from ? "" : " of " + scope.problems().file());
    }

    private Span position(String path) {
        return scopeOf(path).nearest(path);
    }

    private Scope scopeOf(String path) {
        return Pointers.isOfProcesses(path) ? processesFile.scope() : proxyFile.scope();
    }
}
