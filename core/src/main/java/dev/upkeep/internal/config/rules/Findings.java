package dev.upkeep.internal.config.rules;

import dev.upkeep.spec.Configuration;
import java.util.List;
import java.util.stream.Stream;

/** Everything that the rules have to say. */
public final class Findings {
    private Findings() {}

    /**
     * Asks all rules.
     *
     * @param configuration any
     * @return what is wrong or doubtful; empty if nothing
     */
    public static List<Finding> in(Configuration configuration) {
        return Stream.of(
                        ProcessRules.check(configuration),
                        SharedFiles.check(configuration),
                        RouteRules.check(configuration),
                        PortRules.check(configuration))
                .flatMap(List::stream)
                .toList();
    }
}
