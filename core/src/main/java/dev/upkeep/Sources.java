package dev.upkeep;

import dev.upkeep.internal.source.SourceWatcher;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.SourceWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    void follow(Collection<Keeper> keepers) {
        Map<ProcessId, Watched> before = Map.copyOf(all);
        all.clear();
        keepers.forEach(k -> k.rules().spec().watch().ifPresent(w -> follow(k, w, before)));
        before.values().stream()
                .filter(w -> !all.containsValue(w))
                .forEach(w -> w.watcher().close());
    }

    void close() {
        follow(List.of());
    }

    private void follow(Keeper keeper, SourceWatch watch, Map<ProcessId, Watched> before) {
        ProcessSpec spec = keeper.rules().spec();
        List<Path> paths = paths(spec, watch);
        Watched known = before.get(keeper.id());
        if (known != null && known.paths().equals(paths) && known.watch().equals(watch)) {
            all.put(keeper.id(), known);
            return;
        }
        Set<Path> own = Set.of(spec.pidFile().toAbsolutePath(), spec.logFile().toAbsolutePath());
        try {
            SourceWatcher watcher = SourceWatcher.begin(
                    paths, watch.ignore(), own, path -> outside.loop().execute(() -> changed(keeper, paths, path)));
            all.put(keeper.id(), new Watched(paths, watch, watcher));
        } catch (IOException e) {
            Logs.UPKEEP.warn("watch: the sources of {} are not watched: {}", keeper.id(), e.getMessage());
        }
    }

    private static List<Path> paths(ProcessSpec spec, SourceWatch watch) {
        Stream<Path> said =
                watch.paths().isEmpty() ? Stream.of(spec.command().cwd().orElse(Path.of(""))) : watch.paths().stream();
        return said.map(p -> p.toAbsolutePath().normalize()).toList();
    }

    private static void changed(Keeper keeper, List<Path> paths, Path path) {
        Path shown = paths.stream()
                .filter(p -> path.startsWith(p) && !path.equals(p))
                .findFirst()
                .map(p -> p.relativize(path))
                .orElse(path);
        keeper.renew(new Reason("SourceChanged", "Being restarted, because " + shown + " has changed"));
    }
}
