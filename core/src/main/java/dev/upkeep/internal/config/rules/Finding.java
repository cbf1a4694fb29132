package dev.upkeep.internal.config.rules;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Problem;
import dev.upkeep.internal.config.problem.Span;
import java.util.Optional;

/**
 * What a rule has to say.
 *
 * @param code what kind of problem it is
 * @param path where, as a JSON pointer
 * @param message what is wrong, in one sentence
 * @param help what to write instead; may be empty
 * @param other a second place that matters, as a JSON pointer
 */
public record Finding(Code code, String path, String message, String help, Optional<String> other) {
    /** One that is about a single place. */
    public static Finding of(Code code, String path, String message, String help) {
        return new Finding(code, path, message, help, Optional.empty());
    }

    Finding with(String otherPath) {
        return new Finding(code, path, message, help, Optional.of(otherPath));
    }

    /** Without file and line. */
    public Problem toProblem() {
        return new Problem(code, "", Span.NONE, path, message, help);
    }
}
