package dev.upkeep.config;

import dev.upkeep.config.Diagnostic.Severity;
import dev.upkeep.internal.config.keys.BothFiles;
import dev.upkeep.internal.system.FileStamp;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.Configuration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The two files of a configuration, {@code processes.yaml} and {@code proxy.yaml} in one folder. */
public final class ConfigFiles {
    private static final int MOST_READS = 5;

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
        BothFiles files = readWhole(directory, () -> BothFiles.read(directory, environment));
        List<Diagnostic> diagnostics =
                files.problems().stream().map(Diagnostic::of).toList();
        if (diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR)) {
            throw new ConfigException(diagnostics);
        }
        return new Loaded(files.configuration(), diagnostics, files.lines(), files.filesAndVariables());
    }

    /** Reads again as long as somebody was writing meanwhile, so that both files are of one moment. */
    static BothFiles readWhole(Path directory, Supplier<BothFiles> read) {
        List<Path> names = usual(directory);
        for (int i = 1; ; i++) {
            List<FileStamp> before = FileStamp.of(names);
            BothFiles files = read.get();
            boolean whole = files.files().equals(names) && FileStamp.of(names).equals(before);
            if (whole || i == MOST_READS) {
                return files;
            }
            names = files.files();
        }
    }

    /**
     * The files of a folder, as long as none of them says otherwise.
     *
     * @param directory holds them
     * @return both, whether they are there or not
     */
    public static List<Path> usual(Path directory) {
        return List.of(directory.resolve("proxy.yaml"), directory.resolve("processes.yaml"));
    }

    /**
     * What the files say.
     *
     * @param configuration valid
     * @param warnings what is doubtful in it
     * @param lines where each process begins in {@code processes.yaml}
     * @param files that were read, whether they are there or not; those that {@code envFile} names come last
     */
    public record Loaded(
            Configuration configuration, List<Diagnostic> warnings, Map<ProcessId, Integer> lines, List<Path> files) {
        /** Copies the collections. */
        public Loaded {
            warnings = List.copyOf(warnings);
            lines = Map.copyOf(lines);
            files = List.copyOf(files);
        }

        /**
         * What no files say.
         *
         * @param configuration valid
         * @param warnings what is doubtful in it
         * @param lines where each process begins
         */
        public Loaded(Configuration configuration, List<Diagnostic> warnings, Map<ProcessId, Integer> lines) {
            this(configuration, warnings, lines, List.of());
        }
    }
}
