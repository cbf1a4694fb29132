package dev.upkeep.internal.launch;

import dev.upkeep.internal.system.Removal;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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

    private static final int LONGEST = 4096;

    /**
     * What a pid file says.
     *
     * @param pid its first line
     * @param proofs the lines after it
     */
    record Noted(long pid, List<String> proofs) {}

    private final Path path;
    private final Path draft;

    PidFile(Path path) {
        this.path = path.toAbsolutePath();
        this.draft = this.path.resolveSibling("." + this.path.getFileName() + ".new");
    }

    /** Makes sure that it will be possible to write it, before there is a process. */
    void prepare() throws IOException {
        makeFolder();
        requireOurs(path);
        requireOurs(draft);
        makeDraft();
    }

    private void makeDraft() throws IOException {
        try {
            new FileOutputStream(draft.toFile()).close();
        } catch (FileNotFoundException e) {
            Files.writeString(draft, ""); // says better what is wrong
        }
    }

    private void makeFolder() throws IOException {
        Path folder = path.getParent();
        if (folder != null && !folder.toFile().isDirectory()) {
            try {
                Files.createDirectories(folder);
            } catch (FileAlreadyExistsException e) {
                throw new IOException(e.getFile() + " is not a directory", e);
            }
        }
    }

    /**
     * The same, for a process that lives already.
     *
     * @param lives whether what a pid file notes is a process that still lives, and must stay known
     */
    void prepare(Predicate<Noted> lives) throws IOException {
        Optional<Noted> other = noted().filter(lives);
        if (other.isPresent()) {
            throw new IOException(
                    this + " is that of pid " + other.get().pid() + ", which still lives (expected: no pid file)");
        }
        prepare();
    }

    boolean isSame(PidFile other) {
        return path.equals(other.path);
    }

    /** Has another file, which was prepared, say what this one says, if that is still about this process. */
    void moveTo(PidFile other, long pid) {
        noted().filter(noted -> noted.pid() == pid)
                .ifPresentOrElse(noted -> other.write(pid, noted.proofs()), other::abandon);
        remove(pid);
    }

    /** What is empty holds nothing that could be lost. */
    private static void requireOurs(Path file) throws IOException {
        File there = file.toFile();
        if (!there.exists()) {
            return;
        }
        if (there.isDirectory()) {
            throw new IOException(file + " is a directory");
        }
        if (!there.isFile() || there.length() > 0 && read(file).isEmpty()) {
            throw new IOException(file + " exists and is no pid file (expected: a number in its first line)."
                    + " Move it away, or correct pidFile");
        }
    }

    /** What it says already, left by an earlier run; empty if it is missing or no pid file. */
    Optional<Noted> noted() {
        try {
            return read(path);
        } catch (IOException e) {
            return Optional.empty(); // gone, or no longer a file of ours
        }
    }

    private static Optional<Noted> read(Path file) throws IOException {
        if (!file.toFile().isFile()) {
            return Optional.empty();
        }
        try (InputStream in = new FileInputStream(file.toFile())) {
            return parse(new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1));
        }
    }

    private static Optional<Noted> parse(String text) {
        List<String> lines = Stream.of(text.split("\n", -1)).map(String::strip).toList();
        String first = lines.get(0);
        return isPid(first)
                ? Optional.of(new Noted(Long.parseLong(first), lines.subList(1, lines.size())))
                : Optional.empty();
    }

    private static boolean isPid(String word) {
        return word.matches("[0-9]{1,18}");
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
        Removal.of(draft);
    }

    /** Removes it, if it still speaks of this process. */
    void remove(long pid) {
        if (isAbout(pid)) {
            Removal.of(path);
        }
    }

    private boolean isAbout(long pid) {
        byte[] line = (pid + "\n").getBytes(StandardCharsets.ISO_8859_1);
        File there = path.toFile();
        if (!there.isFile()) {
            return false;
        }
        try (InputStream in = new FileInputStream(there)) {
            return Arrays.equals(in.readNBytes(line.length), line);
        } catch (IOException e) {
            return false; // gone, or no longer a file of ours
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
