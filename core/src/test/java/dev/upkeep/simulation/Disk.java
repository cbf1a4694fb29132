package dev.upkeep.simulation;

import dev.upkeep.config.ConfigException;
import dev.upkeep.config.ConfigFiles.Loaded;
import dev.upkeep.process.ProcessId;
import dev.upkeep.route.Route;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProxySpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The two files, as whoever edits them has left them. */
final class Disk {
    private final Map<ProcessId, Wish> wishes = new TreeMap<>();
    private boolean torn;
    private Optional<Loaded> read = Optional.empty();

    void write(Wish wish) {
        torn = false;
        read = Optional.empty();
        wishes.put(wish.id(), wish);
    }

    void delete(ProcessId id) {
        torn = false;
        read = Optional.empty();
        wishes.remove(id);
    }

    /** Somebody is halfway through writing. */
    void tear(boolean value) {
        torn = value;
    }

    Loaded read() {
        if (torn) {
            throw new ConfigException(List.of());
        }
        Loaded loaded = read.orElseGet(this::parse);
        read = Optional.of(loaded);
        return loaded;
    }

    private Loaded parse() {
        List<ProcessSpec> specs = wishes.values().stream().map(Wish::spec).toList();
        List<Route> routes =
                wishes.values().stream().flatMap(wish -> wish.route().stream()).toList();
        return new Loaded(Configuration.of(specs, ProxySpec.DEFAULT.withRoutes(routes)), List.of(), Map.of());
    }
}
