package dev.upkeep.internal.source;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has folders watched, with all below them, up to a number that an operating system bears. Used by one thread. */
final class Folders {
    private static final Logger LOG = LoggerFactory.getLogger(Folders.class);
    static final int MOST = 4096;

    private final WatchService service;
    private final Ignored ignored;
    private final int most;
    private int watched;
    private boolean full;

    Folders(WatchService service, Ignored ignored, int most) {
        this.service = service;
        this.ignored = ignored;
        this.most = most;
    }

    int watched() {
        return watched;
    }

    /** Takes in a folder; what is gone meanwhile is passed over. */
    void add(Path folder) {
        try {
            Files.walkFileTree(folder, new Visitor());
        } catch (IOException e) {
            LOG.warn("watch: not all of {} is watched: {}", folder, e.getMessage());
        }
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            if (ignored.has(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (watched >= most) {
                sayFull(folder);
                return FileVisitResult.TERMINATE;
            }
            return register(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }

    private boolean register(Path folder) throws IOException {
        try {
            folder.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
            watched++;
            return true;
        } catch (IOException e) {
            if (Files.isDirectory(folder)) {
                throw e;
            }
            return false; // gone in between: ordinary where tools are at work
        }
    }

    private void sayFull(Path folder) {
        if (!full) {
            full = true;
            LOG.warn(
                    "watch: {} and what comes after it is not watched: {} folders are the most; name fewer in `paths`,"
                            + " or more in `ignore`",
                    folder,
                    most);
        }
    }
}
