package dev.upkeep.internal.source;

import dev.upkeep.internal.system.DaemonThreads;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when files below some folders have changed, once they are quiet again: editors write a file in several steps, and
 * compilers many files. Has a daemon thread of its own until it is closed.
 */
public final class SourceWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceWatcher.class);
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final WatchService service;
    private final Ignored ignored;
    private final Set<Path> files;
    private final Folders folders;
    private final Duration quiet;
    private final Consumer<Path> changed;

    private SourceWatcher(
            WatchService service, Ignored ignored, Set<Path> files, Duration quiet, Consumer<Path> changed) {
        this.service = service;
        this.quiet = quiet;
        this.ignored = ignored;
        this.files = files;
        this.folders = new Folders(service, ignored, Folders.MOST);
        this.changed = changed;
    }

    /**
     * Begins to watch.
     *
     * @param paths folders or files, absolute
     * @param names of files and folders that do not count
     * @param own files that do not count either
     * @param changed is told of one of the files that have changed
     * @throws IOException if the system does not let anything more be watched
     */
    public static SourceWatcher begin(Collection<Path> paths, List<String> names, Set<Path> own, Consumer<Path> changed)
            throws IOException {
        return begin(paths, names, own, QUIET, changed);
    }

    /** With a moment of another length. */
    static SourceWatcher begin(
            Collection<Path> paths, List<String> names, Set<Path> own, Duration quiet, Consumer<Path> changed)
            throws IOException {
        List<Path> single = paths.stream().filter(p -> !Files.isDirectory(p)).toList();
        WatchService service = FileSystems.getDefault().newWatchService();
        SourceWatcher watcher = new SourceWatcher(service, Ignored.of(names, own), Set.copyOf(single), quiet, changed);
        paths.stream().filter(Files::isDirectory).forEach(watcher.folders::add);
        single.stream()
                .map(Path::getParent)
                .distinct()
                .filter(Files::isDirectory)
                .forEach(watcher.folders::add);
        new DaemonThreads("watch").newThread(watcher::run).start();
        return watcher;
    }

    private void run() {
        try {
            while (true) {
                Optional<Path> first = seen(service.take());
                if (first.isPresent()) {
                    settle();
                    changed.accept(first.get());
                }
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("Sources are not watched any more", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until nothing has happened for a moment, but not for ever. */
    private void settle() throws InterruptedException {
        long begin = System.nanoTime();
        @Nullable WatchKey more = service.poll(quiet.toNanos(), TimeUnit.NANOSECONDS);
        while (more != null) {
            seen(more);
            boolean patient = System.nanoTime() - begin < LONGEST.toNanos();
            more = patient ? service.poll(quiet.toNanos(), TimeUnit.NANOSECONDS) : null;
        }
    }

    /** One of the files that count; new folders are watched from now on. */
    private Optional<Path> seen(WatchKey key) {
        Path folder = (Path) key.watchable();
        Optional<Path> counts = Optional.empty();
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
                counts = Optional.of(folder);
            } else if (event.context() instanceof Path name) {
                Path path = folder.resolve(name);
                if (!ignored.has(path) && (files.isEmpty() || files.contains(path))) {
                    counts = Optional.of(path);
                    addIfFolder(path);
                }
            }
        }
        key.reset();
        return counts;
    }

    private void addIfFolder(Path path) {
        if (Files.isDirectory(path)) {
            folders.add(path);
        }
    }

    /** Ends the thread. */
    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            LOG.warn("The watch of sources could not be given back", e);
        }
    }
}
