package dev.upkeep.examples.launcher;

import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How long a stop of everything may be patient: who is needed by others is only asked when these are gone. */
final class LongestStop {
    private final Configuration configuration;
    private final Map<ProcessId, Duration> known = new HashMap<>();

    private LongestStop(Configuration configuration) {
        this.configuration = configuration;
    }

    static Duration of(Configuration configuration) {
        LongestStop longest = new LongestStop(configuration);
        return configuration.processes().values().stream()
                .map(longest::withAllItNeeds)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** There are no circles: such a configuration is not valid. */
    private Duration withAllItNeeds(ProcessSpec spec) {
        Duration seen = known.get(spec.id());
        if (seen != null) {
            return seen;
        }
        Duration whole = spec.dependencies().on().keySet().stream()
                .flatMap(id -> configuration.process(id).stream())
                .map(this::withAllItNeeds)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO)
                .plus(spec.stop().timeout());
        known.put(spec.id(), whole);
        return whole;
    }
}
