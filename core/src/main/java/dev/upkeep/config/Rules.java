package dev.upkeep.config;

import dev.upkeep.spec.Configuration;
import java.util.List;
import java.util.stream.Stream;

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
        return findings(configuration).stream().map(Finding::toDiagnostic).toList();
    }

    static List<Finding> findings(Configuration configuration) {
        return Stream.of(
                        ProcessRules.check(configuration),
                        SharedFiles.check(configuration),
                        RouteRules.check(configuration),
                        PortRules.check(configuration))
                .flatMap(List::stream)
                .toList();
    }
}
