package dev.upkeep.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration is not valid. Nothing of it is in use. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    /**
     * With everything that is wrong.
     *
     * @param diagnostics errors, maybe among warnings
     */
    public ConfigException(List<Diagnostic> diagnostics) {
        super(diagnostics.stream()
                .map(d -> d.file() + ":" + d.line() + ":" + d.column() + ": " + d.message() + ". " + d.help())
                .collect(Collectors.joining("\n")));
        this.diagnostics = List.copyOf(diagnostics);
    }

    /**
     * Everything that is wrong.
     *
     * @return in the order of the files
     */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
