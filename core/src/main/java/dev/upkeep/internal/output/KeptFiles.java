package dev.upkeep.internal.output;

import dev.upkeep.internal.system.FileTrouble;
import dev.upkeep.spec.LogSpec;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The full files beside a log file: {@code FILE.1} is the newest; compressed ones end with {@code .gz}. They are moved from
 * the oldest to the newest, so that whatever is interrupted leaves a gap, which the next time fills. A file is compressed
 * under another name and gets its own when it is whole; if both are there, the uncompressed one counts. What was kept since
 * the last mark that is noted may have to be taken back: it is neither compressed nor removed before. Thread-safe.
 */
final class KeptFiles {
    private static final Logger LOG = LoggerFactory.getLogger(KeptFiles.class);
    private static final String GZ = ".gz";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,7}");

    private final Path file;
    private final LogSpec spec;
    private final Executor background;
    private long shifts; // this and all below guarded by this
    private long marked; // how many of the shifts were before the last mark
    private long settled; // how many of them are sure to stay
    private boolean untidy = true;
    private boolean compressing;

    KeptFiles(Path file, LogSpec spec, Executor background) {
        this.file = file.toAbsolutePath();
        this.spec = spec;
        this.background = background;
    }

    /** A kept file: its number grows with each shift. */
    private record Uncompressed(int number, long shifts, Gzip content) {}

    /** Makes the log file the newest of the kept ones. */
    synchronized void shift() throws IOException {
        int free = 1;
        while (exists(free)) {
            free++;
        }
        for (int number = free - 1; number >= 1; number--) {
            move(number, number + 1);
        }
        Files.move(file, plain(1), StandardCopyOption.ATOMIC_MOVE);
        shifts++;
    }

    private void move(int from, int to) throws IOException {
        for (boolean gz : new boolean[] {false, true}) {
            if (Files.exists(path(from, gz))) {
                Files.move(path(from, gz), path(to, gz), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** A mark is about to be noted, so the one before it is noted by now. */
    synchronized void mark(Instant now) {
        settle(now);
        marked = shifts;
    }

    /** The last mark is noted: nobody will want to go back behind it. What was kept before is compressed, or goes. */
    synchronized void settle(Instant now) {
        boolean due = untidy || settled < marked;
        settled = marked;
        untidy = false;
        if (due) {
            tidy(now);
            compress();
        }
    }

    /** Removes what is too much, too old, or was left half done; another supervisor may have left it. */
    synchronized void begin(Instant now) {
        tidy(now);
        untidy = true;
    }

    private void tidy(Instant now) {
        try {
            if (!compressing) {
                Files.deleteIfExists(unfinished());
            }
            prune(now);
        } catch (IOException e) {
            LOG.warn("logFile {}: an old file cannot be removed: {}", file, FileTrouble.say(e));
        }
    }

    private void prune(Instant now) throws IOException {
        for (int number = 1; number <= spec.maxFiles() || exists(number); number++) {
            if (number > unsettled() && (number > spec.maxFiles() || isOld(number, now))) {
                remove(number);
            } else if (Files.exists(plain(number))) {
                Files.deleteIfExists(path(number, true));
            }
        }
    }

    /** The numbers up to this one are of files that may have to be taken back. */
    private int unsettled() {
        return (int) (shifts - settled);
    }

    private boolean isOld(int number, Instant now) throws IOException {
        if (spec.maxAge().isEmpty() || !exists(number)) {
            return false;
        }
        Path kept = path(number, !Files.exists(plain(number)));
        return !Files.getLastModifiedTime(kept)
                .toInstant()
                .plus(spec.maxAge().get())
                .isAfter(now);
    }

    /** Compresses what is to be compressed, in the background, one file after the other. */
    private void compress() {
        if (spec.compress() && !compressing) {
            compressing = true;
            background.execute(this::compressAll);
        }
    }

    private void compressAll() {
        try {
            for (Optional<Uncompressed> next = next(); next.isPresent(); next = next()) {
                compress(next.get());
            }
        } catch (IOException e) {
            LOG.warn("logFile {}: kept files stay uncompressed for now: {}", file, FileTrouble.say(e));
        } finally {
            stopped();
        }
    }

    private synchronized void stopped() {
        compressing = false;
    }

    private synchronized Optional<Uncompressed> next() throws IOException {
        for (int number = unsettled() + 1; number <= spec.maxFiles(); number++) {
            if (Files.exists(plain(number))) {
                return Optional.of(new Uncompressed(number, shifts, Gzip.open(plain(number))));
            }
        }
        compressing = false;
        return Optional.empty();
    }

    private void compress(Uncompressed found) throws IOException {
        try (Gzip gzip = found.content()) {
            gzip.compressTo(unfinished());
            finish(found.number() - found.shifts());
        } finally {
            Files.deleteIfExists(unfinished());
        }
    }

    /** The file may have been moved or removed meanwhile. */
    private synchronized void finish(long difference) throws IOException {
        int number = (int) (difference + shifts);
        if (Files.exists(plain(number))) {
            Files.move(unfinished(), path(number, true), StandardCopyOption.ATOMIC_MOVE);
            Files.delete(plain(number));
        }
    }

    /**
     * Undoes shifts until the log file is again the one with a key; does nothing if there is no such file. What was written
     * since to newer files goes, and the older ones move up. A shift that was interrupted may have left a gap.
     */
    synchronized void shiftBack(String key) throws IOException {
        int number = numberOf(key);
        if (number > 0) {
            Files.deleteIfExists(file);
            for (int newer = 1; newer < number; newer++) {
                remove(newer);
            }
            Files.move(plain(number), file, StandardCopyOption.ATOMIC_MOVE);
            for (int older = number + 1; exists(older); older++) {
                move(older, older - number);
            }
        }
    }

    /** Which kept file has a key; 0 if none has. */
    private int numberOf(String key) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        String prefix = file.getFileName() + ".";
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path each : all) {
                String name = each.getFileName().toString();
                if (name.startsWith(prefix)
                        && NUMBER.matcher(name.substring(prefix.length())).matches()
                        && LogFile.keyOf(each).equals(key)) {
                    return Integer.parseInt(name.substring(prefix.length()));
                }
            }
        }
        return 0;
    }

    private void remove(int number) throws IOException {
        Files.deleteIfExists(plain(number));
        Files.deleteIfExists(path(number, true));
    }

    private boolean exists(int number) {
        return Files.exists(plain(number)) || Files.exists(path(number, true));
    }

    private Path plain(int number) {
        return path(number, false);
    }

    private Path path(int number, boolean gz) {
        return file.resolveSibling(file.getFileName() + "." + number + (gz ? GZ : ""));
    }

    /** Hidden, so that nobody who reads all that begins with the log file's name reads the same lines twice. */
    private Path unfinished() {
        return file.resolveSibling("." + file.getFileName() + GZ + ".tmp");
    }
}
