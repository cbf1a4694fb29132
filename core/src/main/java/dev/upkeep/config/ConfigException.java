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
        super(diagnostics.stream().map(ConfigException::say).collect(Collectors.joining("\n")));
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** In one line: {@code processes.yaml:4:5: unknown key (did you mean …?)}. */
    private static String say(Diagnostic d) {
        String place = d.file().isEmpty() ? d.path() : d.file();
        String position = d.line() == 0 ? "" : ":" + d.line() + ":" + d.column();
        String help = d.help().isEmpty() ? "" : " (" + d.help() + ")";
        return place + position + ": " + d.message() + help;
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
