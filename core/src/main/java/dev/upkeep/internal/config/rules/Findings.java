package dev.upkeep.internal.config.rules;

import dev.upkeep.spec.Configuration;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Everything that the rules have to say. */
public final class Findings {
    private Findings() {}

    /**
     * Asks all rules.
     *
     * @param configuration any
     * @param own files and folders that Upkeep itself needs, and no process may write to
     * @param real follows links in an absolute path
     * @return what is wrong or doubtful; empty if nothing
     */
    public static List<Finding> in(Configuration configuration, Collection<Path> own, UnaryOperator<Path> real) {
        return Stream.of(
                        ProcessRules.check(configuration),
                        SharedFiles.check(configuration, own, real),
                        DependencyRules.check(configuration),
                        ActivationRules.check(configuration),
                        RouteRules.check(configuration),
                        PortRules.check(configuration),
                        ScaleRules.check(configuration))
                .flatMap(List::stream)
                .toList();
    }
}
