package dev.upkeep.config;

import dev.upkeep.config.Diagnostic.Severity;
import dev.upkeep.internal.config.keys.BothFiles;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.Configuration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The two files of a configuration, {@code processes.yaml} and {@code proxy.yaml} in one folder. */
public final class ConfigFiles {
    private ConfigFiles() {}

    /**
     * Reads and checks both files. {@code proxy.yaml} may be missing and may name another file for the processes.
     *
     * @param directory holds them
     * @param environment gives the values for <code>${VAR}</code>, null for what is not set: {@code System::getenv}
     * @return what they say
     * @throws ConfigException with everything that is wrong with them
     */
    public static Loaded load(Path directory, UnaryOperator<@Nullable String> environment) {
        BothFiles files = BothFiles.read(directory, environment);
        List<Diagnostic> diagnostics =
                files.problems().stream().map(Diagnostic::of).toList();
        if (diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR)) {
            throw new ConfigException(diagnostics);
        }
        return new Loaded(files.configuration(), diagnostics, files.lines());
    }

    /**
     * What the files say.
     *
     * @param configuration valid
     * @param warnings what is doubtful in it
     * @param lines where each process begins in {@code processes.yaml}
     */
    public record Loaded(Configuration configuration, List<Diagnostic> warnings, Map<ProcessId, Integer> lines) {
        /** Copies the collections. */
        public Loaded {
            warnings = List.copyOf(warnings);
            lines = Map.copyOf(lines);
        }
    }
}
