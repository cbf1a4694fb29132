package dev.upkeep.config;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Problem;
import dev.upkeep.internal.config.problem.Span;

/**
 * One thing that is wrong with, or doubtful in, a configuration.
 *
 * @param severity whether it keeps the configuration from being used
 * @param code stable, such as {@code UPK003}
 * @param file name of the file as seen from the folder of the configuration; empty if the configuration was made in code
 * @param line from 1; 0 if unknown
 * @param column from 1; 0 if unknown
 * @param endColumn the column after the last marked one; at least {@code column}
 * @param path where in the document, as a JSON pointer: {@code /processes/api/command}
 * @param message what is wrong, in one sentence
 * @param help what to write instead; may be empty
 */
public record Diagnostic(
        Severity severity,
        String code,
        String file,
        int line,
        int column,
        int endColumn,
        String path,
        String message,
        String help) {
    /** Whether it keeps the configuration from being used. */
    public enum Severity {
        /** It does. */
        ERROR,
        /** It does not. */
        WARNING
    }

    static Diagnostic of(Problem problem) {
        Code code = problem.code();
        Span at = problem.at();
        return new Diagnostic(
                code.isWarning() ? Severity.WARNING : Severity.ERROR,
                code.id(),
                problem.file(),
                at.line(),
                at.column(),
                at.endColumn(),
                problem.path(),
                problem.message(),
                problem.help());
    }
}
