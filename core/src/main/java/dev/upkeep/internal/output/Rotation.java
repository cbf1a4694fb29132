package dev.upkeep.internal.output;

import dev.upkeep.internal.system.FileTrouble;
import dev.upkeep.spec.LogSpec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says when a log file is full or old, and begins a new one then. Not thread-safe. */
final class Rotation {
    private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);
    private static final Pattern STAMP =
            Pattern.compile("\\D{1,16}(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z)");
    private static final int BEGINNING = 64;

    private final LogFile file;
    private final LogSpec spec;
    private final KeptFiles kept;
    private final Optional<Duration> longest;
    private Instant begun = Instant.MAX;
    private long allowed;

    Rotation(LogFile file, LogSpec spec, Executor background) {
        this.file = file;
        this.spec = spec;
        this.kept = new KeptFiles(file.path(), spec, background);
        this.allowed = spec.maxSize();
        this.longest =
                Stream.concat(spec.interval().stream(), spec.maxAge().stream()).min(Duration::compareTo);
    }

    /** The file was opened for the first time, or is another one than before. */
    void begin(Instant now) throws IOException {
        allowed = spec.maxSize();
        begun = now;
        kept.begin(now);
        if (file.isRegular() && file.length() > 0) {
            file.endLine();
            begun = written(file.beginning(BEGINNING)).orElse(now);
        }
    }

    /** When the first line was written, as it says itself. */
    private static Optional<Instant> written(String beginning) {
        try {
            Matcher stamp = STAMP.matcher(beginning);
            return stamp.lookingAt() ? Optional.of(Instant.parse(stamp.group(1))) : Optional.empty();
        } catch (DateTimeParseException e) {
            LOG.debug("No time: {}", beginning, e);
            return Optional.empty();
        }
    }

    /**
     * How many of the bytes still belong into this file: whole lines.
     *
     * @param torn whether the beginning of the first line is there already
     * @return 0 if a new file is to be begun first
     */
    int fitting(Gathered lines, boolean torn, Instant now) {
        boolean fresh = file.length() == 0;
        if (fresh) {
            begun = now;
        }
        if (!file.isRegular()) {
            return lines.size();
        }
        int fit = isOld(now) ? 0 : lines.lineBefore((int) Math.min(lines.size(), room()));
        return fit == 0 && (torn || fresh) ? lines.lineAfter(0) : fit;
    }

    private long room() {
        return spec.maxSize() == 0 ? Long.MAX_VALUE : Math.max(0, allowed - file.length());
    }

    private boolean isOld(Instant now) {
        return longest.isPresent() && !begun.plus(longest.get()).isAfter(now);
    }

    /** Begins a new file. If that cannot be, the old one goes on growing for a while. */
    void rotate(Instant now) throws IOException {
        file.release();
        try {
            kept.shift();
            allowed = spec.maxSize();
        } catch (IOException e) {
            LOG.warn("logFile {}: no new file can be begun, it goes on growing: {}", file.path(), FileTrouble.say(e));
            allowed = file.length() + Math.max(1, spec.maxSize());
            begun = now;
        }
        file.open();
    }

    /** A mark is about to be noted. */
    void mark(Instant now) {
        kept.mark(now);
    }

    /** The last mark is noted. */
    void settle(Instant now) {
        kept.settle(now);
    }

    void rewind(String mark) throws IOException {
        file.rewind(mark, kept);
    }
}
