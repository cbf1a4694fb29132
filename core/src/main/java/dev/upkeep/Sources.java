package dev.upkeep;

import dev.upkeep.internal.source.SourceWatcher;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import dev.upkeep.process.Slot;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.SourceWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Watches the sources of those processes that shall be launched anew when they change. Used on the loop. */
final class Sources {
    private record Watched(List<Path> paths, SourceWatch watch, SourceWatcher watcher) {}

    private final Outside outside;
    private final Map<ProcessId, Watched> all = new HashMap<>();

    Sources(Outside outside) {
        this.outside = outside;
    }

    /** From now on these are kept, and no others. */
    void follow(Collection<Fleet> fleets) {
        Map<ProcessId, Watched> before = Map.copyOf(all);
        all.clear();
        fleets.forEach(k -> k.spec().watch().ifPresent(w -> follow(k, w, before)));
        before.values().stream()
                .filter(w -> !all.containsValue(w))
                .forEach(w -> w.watcher().close());
    }

    void close() {
        follow(List.of());
    }

    private void follow(Fleet fleet, SourceWatch watch, Map<ProcessId, Watched> before) {
        ProcessSpec spec = fleet.spec();
        List<Path> paths = paths(spec, watch);
        Watched known = before.get(fleet.id());
        if (known != null && known.paths().equals(paths) && known.watch().equals(watch)) {
            all.put(fleet.id(), known);
            return;
        }
        Set<Path> own = IntStream.rangeClosed(1, spec.instances())
                .mapToObj(number -> spec.in(new Slot(number, 0)))
                .flatMap(s -> Stream.of(s.pidFile(), s.logFile()))
                .map(Path::toAbsolutePath)
                .collect(Collectors.toSet());
        try {
            SourceWatcher watcher = SourceWatcher.begin(
                    paths, watch.ignore(), own, path -> outside.loop().execute(() -> changed(fleet, paths, path)));
            all.put(fleet.id(), new Watched(paths, watch, watcher));
        } catch (IOException e) {
            Logs.UPKEEP.warn("watch: the sources of {} are not watched: {}", fleet.id(), e.getMessage());
        }
    }

    private static List<Path> paths(ProcessSpec spec, SourceWatch watch) {
        Stream<Path> said =
                watch.paths().isEmpty() ? Stream.of(spec.command().cwd().orElse(Path.of(""))) : watch.paths().stream();
        return said.map(p -> p.toAbsolutePath().normalize()).toList();
    }

    private static void changed(Fleet fleet, List<Path> paths, Path path) {
        Path shown = paths.stream()
                .filter(p -> path.startsWith(p) && !path.equals(p))
                .findFirst()
                .map(p -> p.relativize(path))
                .orElse(path);
        fleet.renew(new Reason("SourceChanged", "Being restarted, because " + shown + " has changed"));
    }
}
