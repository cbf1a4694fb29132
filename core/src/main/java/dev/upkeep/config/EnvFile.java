package dev.upkeep.config;

import dev.upkeep.config.Diagnostic.Severity;
import dev.upkeep.internal.config.keys.EnvFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A file with variables, one {@code NAME=value} on each line: the same that {@code envFile} names, for use in code. */
public final class EnvFile {
    private EnvFile() {}

    /**
     * Reads one, for {@link dev.upkeep.spec.ProcessSpecBuilder#env}.
     *
     * @param file text in UTF-8
     * @return its variables, in the order of the file
     * @throws ConfigException if it cannot be read, or a line is none; no value is ever part of the message
     */
    public static Map<String, String> read(Path file) {
        List<Diagnostic> found = new ArrayList<>();
        Map<String, String> variables = EnvFiles.read(
                file,
                file.toString(),
                (code, message, help) -> found.add(
                        new Diagnostic(Severity.ERROR, code.id(), file.toString(), 0, 0, 0, "", message, help)));
        if (!found.isEmpty()) {
            throw new ConfigException(found);
        }
        return variables;
    }
}
