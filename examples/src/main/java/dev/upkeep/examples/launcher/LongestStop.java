package dev.upkeep.examples.launcher;

import dev.upkeep.process.ProcessId;
import dev.upkeep.route.Route;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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
                .plus(drain(spec.id()))
                .plus(spec.stop().timeout());
        known.put(spec.id(), whole);
        return whole;
    }

    /** How long requests may take before it is asked to end. */
    private Duration drain(ProcessId id) {
        return configuration.proxy().routes().stream()
                .filter(route -> route.process().equals(Optional.of(id)))
                .map(Route::drainTimeout)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
