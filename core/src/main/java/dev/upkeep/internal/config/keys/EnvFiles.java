package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Problem;
import dev.upkeep.internal.config.problem.Problems;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.yaml.TextFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads files with variables. What is said of them never holds a value. */
public final class EnvFiles {
    private EnvFiles() {}

    /** Takes what is wrong. */
    @FunctionalInterface
    public interface Report {
        /** One problem, as in {@link Problem}. */
        void add(Code code, String message, String help);
    }

    /**
     * All variables of one file.
     *
     * @param name how people know the file
     * @param report takes why it cannot be had
     * @return in the order of the file; none if it cannot be had
     */
    public static Map<String, String> read(Path file, String name, Report report) {
        Problems problems = new Problems(name);
        Optional<String> text = TextFile.read(file, problems);
        if (text.isEmpty()) {
            problems.inOrder().forEach(p -> report.add(p.code(), p.message() + line(p), p.help()));
            return Map.of();
        }
        try {
            return EnvText.parse(text.get());
        } catch (EnvText.Fault fault) {
            report.add(
                    Code.INVALID_ENVIRONMENT,
                    Words.quoted(name + ":" + fault.line) + " " + fault.getMessage(),
                    fault.help);
            return Map.of();
        }
    }

    private static String line(Problem problem) {
        return problem.at().line() == 0 ? "" : " (line " + problem.at().line() + ")";
    }
}
