package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.schema.Key;
import dev.upkeep.internal.config.schema.Section;
import dev.upkeep.internal.config.schema.Shape;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.internal.config.yaml.Scope;
import dev.upkeep.internal.config.yaml.Value;
import dev.upkeep.internal.config.yaml.Variables;
import dev.upkeep.internal.config.yaml.Yaml;
import dev.upkeep.process.Likeness;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.OrphanPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code processes.yaml}: the processes below the key {@code processes}, or alone. */
final class ProcessesFile {
    private static final String PROCESSES = "processes";

    private static final Shape ALL = Shape.map(Shape.section(ProcessKeys.ALL));

    private static final Section<ProcessesFile> KEYS = new Section<ProcessesFile>()
            .key(processes())
            .key(ProcessKeys.orphanPolicy((file, policy) -> file.orphanPolicy = Optional.of(policy)))
            .elsewhere("routes", "move it to `proxy.yaml`");

    /** Of the whole file. */
    static final Shape SHAPE = Shape.byKey(PROCESSES, Shape.section(KEYS), ALL);

    private final Scope scope;
    private final List<ProcessDraft> drafts = new ArrayList<>();
    private final Map<ProcessId, Integer> lines = new LinkedHashMap<>();
    private final Set<Path> envFiles = new LinkedHashSet<>();
    private Optional<OrphanPolicy> orphanPolicy = Optional.empty();

    private ProcessesFile(Scope scope) {
        this.scope = scope;
    }

    /** Reads as much of it as can be read. */
    static ProcessesFile read(Path directory, Path file, Variables variables) {
        Scope scope = Scope.of(directory, file, variables);
        ProcessesFile processes = new ProcessesFile(scope);
        Yaml.read(directory.resolve(file), scope).ifPresent(processes::bind);
        return processes;
    }

    Scope scope() {
        return scope;
    }

    List<ProcessDraft> drafts() {
        return drafts;
    }

    /** The files with variables that processes name, each once. */
    Set<Path> envFiles() {
        return envFiles;
    }

    /** Where each process begins. */
    Map<ProcessId, Integer> lines() {
        return lines;
    }

    private void bind(Value whole) {
        boolean bare = whole.isMap() && !whole.has(PROCESSES);
        if (!bare) {
            KEYS.bind(whole, this);
            drafts.forEach(draft -> draft.orphanPolicy = draft.orphanPolicy.or(() -> orphanPolicy));
            return;
        }
        scope.problems().omitFromPaths(Pointers.PROCESSES);
        bindAll(whole.at(Pointers.PROCESSES), true);
    }

    private static Key<ProcessesFile> processes() {
        return new Key<>(
                PROCESSES,
                "a map of processes",
                true,
                "",
                "the processes by their ids",
                Optional.empty(),
                false,
                Optional.empty(),
                ALL,
                (value, file) -> file.bindAll(value, false));
    }

    private void bindAll(Value processes, boolean bare) {
        processes.entries("process id", Code.DUPLICATE_ID).forEach((id, value) -> {
            if (!bare || !isOther(id, value)) {
                bind(id, value);
            }
        });
    }

    /** Whether an entry beside processes is something else: an extension, or a key in the wrong place, which is reported. */
    private boolean isOther(String name, Value value) {
        if (name.startsWith(Section.EXTENSION)) {
            warnIfProcess(name, value);
            return true;
        }
        boolean typo = !value.isNothing() && Likeness.distance(name, PROCESSES) <= 2;
        if (typo || name.equals("routes")) {
            String help = typo ? "did you mean `processes`?" : "move it to `proxy.yaml`";
            value.reportAtKey(
                    Code.UNKNOWN_KEY,
                    "unknown key " + Words.quoted(name) + " in "
                            + scope.problems().file(),
                    help);
            return true;
        }
        return false;
    }

    /** Beside processes without an outermost key, it cannot be told from an extension. */
    private void warnIfProcess(String name, Value value) {
        if (!value.isAnchored() && value.has("command")) {
            value.report(
                    Code.IGNORED_ENTRY,
                    Words.quoted(name) + " is taken for an extension, not for a process",
                    "put all processes below the key `processes`, or choose an id without `x-`");
        }
    }

    private void bind(String id, Value value) {
        if (!ProcessId.isValid(id)) {
            value.reportAtKey(Code.INVALID_ID, "no process can be called " + Words.quoted(id), Types.idHelp());
            return;
        }
        ProcessDraft draft = new ProcessDraft(new ProcessId(id), scope.folder());
        drafts.add(draft);
        lines.put(draft.id, value.line());
        draft.envOfFiles = EnvFileKey.variables(value, envFiles::add);
        Scope own = scope.with(draft.envOfFiles);
        draft.ports = ScaleKeys.ports(value.in(own));
        draft.instances = ScaleKeys.instances(value.in(own));
        ProcessKeys.ALL.bind(value.in(own.with(ScaleKeys.variables(draft.instances, draft.ports))), draft);
    }
}
