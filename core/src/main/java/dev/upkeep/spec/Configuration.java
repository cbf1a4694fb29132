package dev.upkeep.spec;

import dev.upkeep.process.ProcessId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that the user asked for.
 *
 * @param processes by id, in the order in which they are started
 * @param proxy listeners and routes
 */
public record Configuration(Map<ProcessId, ProcessSpec> processes, ProxySpec proxy) {
    /** Copies the map and keeps its order. */
    public Configuration {
        processes = Collections.unmodifiableMap(new LinkedHashMap<>(processes));
    }

    /**
     * Of a list of processes.
     *
     * @param processes in the order in which they are started; of two with one id the later counts
     * @param proxy listeners and routes
     * @return a configuration
     */
    public static Configuration of(Collection<ProcessSpec> processes, ProxySpec proxy) {
        Map<ProcessId, ProcessSpec> byId = new LinkedHashMap<>();
        processes.forEach(p -> byId.put(p.id(), p));
        return new Configuration(byId, proxy);
    }

    /**
     * The process of this id.
     *
     * @param id any id
     * @return empty if there is none
     */
    public Optional<ProcessSpec> process(ProcessId id) {
        return Optional.ofNullable(processes.get(id));
    }
}
