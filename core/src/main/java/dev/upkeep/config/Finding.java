package dev.upkeep.config;

import dev.upkeep.config.Diagnostic.Severity;
import java.util.Optional;

/**
 * What a rule has to say.
 *
 * @param path where, as a JSON pointer
 * @param other a second place that matters, as a JSON pointer
 */
record Finding(Severity severity, Code code, String path, String message, String help, Optional<String> other) {
    static Finding error(Code code, String path, String message, String help) {
        return new Finding(Severity.ERROR, code, path, message, help, Optional.empty());
    }

    static Finding warning(Code code, String path, String message, String help) {
        return new Finding(Severity.WARNING, code, path, message, help, Optional.empty());
    }

    Finding with(String otherPath) {
        return new Finding(severity, code, path, message, help, Optional.of(otherPath));
    }

    /** Without file and line. */
    Diagnostic toDiagnostic() {
        return new Diagnostic(severity, code.id(), "", 0, 0, 0, path, message, help);
    }
}
