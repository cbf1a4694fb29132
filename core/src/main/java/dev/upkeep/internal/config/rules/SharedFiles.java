package dev.upkeep.internal.config.rules;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** No file may be written by two processes, or for two purposes. */
final class SharedFiles {
    /** Who uses a file, and as what. */
    private record Use(ProcessSpec process, String key) {
        String path() {
            return Pointers.child(Pointers.process(process.id()), key);
        }

        String say() {
            return Words.quoted(key) + " of process "
                    + Words.quoted(process.id().value());
        }
    }

    private final Map<Path, Use> uses = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private SharedFiles() {}

    static List<Finding> check(Configuration configuration) {
        SharedFiles files = new SharedFiles();
        configuration.processes().values().forEach(p -> {
            files.use(p.pidFile(), new Use(p, "pidFile"));
            files.use(p.logFile(), new Use(p, "logFile"));
        });
        return files.findings;
    }

    private void use(Path file, Use use) {
        Use first = uses.putIfAbsent(file.normalize(), use);
        if (first != null) {
            findings.add(Finding.of(
                            Code.SHARED_FILE,
                            use.path(),
                            use.say() + " is the same file as " + first.say(),
                            "give each a file of its own")
                    .with(first.path()));
        }
    }
}
