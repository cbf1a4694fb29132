package dev.upkeep.internal.jdk;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that says which process is running. Its first line is the pid alone, so that {@code kill $(head -1 FILE)}
 * works; the lines after it, {@code name=value}, say what proves that this pid is still the same process:
 * {@code start} (clock ticks since boot on Linux, milliseconds since 1970 elsewhere), {@code boot} (which boot; Linux
 * only) and {@code launch} (the value of {@code UPKEEP_LAUNCH} in its environment).
 */
final class PidFile {
    private static final Logger LOG = LoggerFactory.getLogger(PidFile.class);

    private final Path path;
    private final Path draft;

    PidFile(Path path) {
        this.path = path.toAbsolutePath();
        this.draft = this.path.resolveSibling("." + this.path.getFileName() + ".new");
    }

    /** Makes sure that it will be possible to write it, before there is a process. */
    void prepare() throws IOException {
        Path folder = path.getParent();
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(e.getFile() + " is not a directory", e);
        }
        if (Files.isDirectory(path)) {
            throw new IOException("it is a directory");
        }
        Files.writeString(draft, "");
    }

    /** Writes it in one go; whoever reads it sees all or nothing. */
    void write(long pid, List<String> proofs) {
        try {
            Files.write(
                    draft,
                    Stream.concat(Stream.of(Long.toString(pid)), proofs.stream())
                            .toList());
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("pidFile {}: not written, {} runs all the same", path, pid, e);
        }
    }

    /** Removes what {@link #prepare()} left, because there will be no process. */
    void abandon() {
        remove(draft);
    }

    /** Removes it, if it still speaks of this process. */
    void remove(long pid) {
        if (names(pid)) {
            remove(path);
        }
    }

    private boolean names(long pid) {
        try (Stream<String> lines = Files.lines(path)) {
            return lines.findFirst().filter(Long.toString(pid)::equals).isPresent();
        } catch (IOException | java.io.UncheckedIOException e) {
            return false; // gone, or no longer a file of ours
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{}: not removed", file, e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
