package dev.upkeep.simulation;

import dev.upkeep.config.ConfigException;
import dev.upkeep.config.ConfigFiles.Loaded;
import dev.upkeep.process.ProcessId;
import dev.upkeep.route.Route;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProxySpec;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The two files, as whoever edits them has left them. */
final class Disk {
    private final Map<ProcessId, Wish> wishes = new TreeMap<>();
    private boolean torn;
    private Optional<Loaded> read = Optional.empty();
    /** What was really written, by what a reader has understood. */
    private final Map<ProcessSpec, Wish> written = new IdentityHashMap<>();

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

    /** What the files really say where a supervisor has this in force. */
    ProcessSpec truth(ProcessSpec understood) {
        return Optional.ofNullable(written.get(understood)).map(Wish::spec).orElse(understood);
    }

    Loaded read(Function<Wish, ProcessSpec> reader) {
        if (torn) {
            throw new ConfigException(List.of());
        }
        Loaded loaded = read.orElseGet(() -> parse(reader));
        read = Optional.of(loaded);
        return loaded;
    }

    private Loaded parse(Function<Wish, ProcessSpec> reader) {
        List<ProcessSpec> specs = wishes.values().stream()
                .map(wish -> wish.with(wish.traits().among(wishes.keySet())))
                .map(wish -> understood(wish, reader))
                .toList();
        List<Route> routes =
                wishes.values().stream().flatMap(wish -> wish.route().stream()).toList();
        return new Loaded(Configuration.of(specs, ProxySpec.DEFAULT.withRoutes(routes)), List.of(), Map.of());
    }

    private ProcessSpec understood(Wish wish, Function<Wish, ProcessSpec> reader) {
        ProcessSpec understood = reader.apply(wish);
        written.put(understood, wish);
        return understood;
    }
}
