package dev.upkeep.config;

import dev.upkeep.internal.config.keys.RealPaths;
import dev.upkeep.internal.config.rules.Finding;
import dev.upkeep.internal.config.rules.Findings;
import dev.upkeep.spec.Configuration;
import java.nio.file.Path;
import java.util.Collection;
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
        return check(configuration, List.of());
    }

    /**
     * Checks everything, and that no process writes where Upkeep keeps what it needs itself.
     *
     * @param configuration any
     * @param own files, and folders with all that is in them, which belong to Upkeep: its configuration, its state
     * @return what is wrong or doubtful, without file and line; empty if nothing
     */
    public static List<Diagnostic> check(Configuration configuration, Collection<Path> own) {
        return Findings.in(configuration, own, RealPaths::of).stream()
                .map(Finding::toProblem)
                .map(Diagnostic::of)
                .toList();
    }
}
