package dev.upkeep.config;

import dev.upkeep.internal.config.rules.Finding;
import dev.upkeep.internal.config.rules.Findings;
import dev.upkeep.spec.Configuration;
import java.util.List;

/** What must hold of a configuration as a whole, wherever it comes from: files or code. */
public final class Rules {
    private Rules() {}

    /**
     * Checks everything.
     *
     * @param configuration any
     * @return what is wrong or doubtful, without file and line; empty if nothing
     */
    public static List<Diagnostic> check(Configuration configuration) {
        return Findings.in(configuration).stream()
                .map(Finding::toProblem)
                .map(Diagnostic::of)
                .toList();
    }
}
