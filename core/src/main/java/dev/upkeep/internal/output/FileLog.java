package dev.upkeep.internal.output;

import dev.upkeep.internal.system.FileTrouble;
import dev.upkeep.log.Lines;
import dev.upkeep.process.Moment;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.LogSpec;
import dev.upkeep.spi.Ticker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log file of one process. Lines are gathered and written on {@link #flush()}. Whatever is wrong with the disk never
 * reaches the caller: it is logged once, and every flush tries again. For a while {@link #isReady()} then asks for
 * patience; after that lines are kept as long as they fit, what no longer does is counted, and the file says how many are
 * missing. Not thread-safe.
 */
public final class FileLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileLog.class);
    private static final int MOST = 256 * 1024;
    private static final int MOST_IN_PATIENCE = 4 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LogFile file;
    private final LineFormat format;
    private final Rotation rotation;
    private final Ticker ticker;
    private final Gathered gathered = new Gathered();
    private int torn;
    private long lost;
    private @Nullable String trouble;
    private @Nullable Moment troubledSince;

    /**
     * A log that has written nothing.
     *
     * @param id whose lines they are
     * @param file is appended to; made on first use, with its folders
     * @param spec how they are kept
     * @param background compresses what is full
     */
    public FileLog(ProcessId id, Path file, LogSpec spec, Executor background) {
        this(id, file, spec, background, Ticker.system());
    }

    FileLog(ProcessId id, Path file, LogSpec spec, Executor background, Ticker ticker) {
        this.file = new LogFile(file);
        this.format = switch (spec.format()) {
            case TEXT -> new TextFormat();
            case JSON -> new JsonFormat(id);
        };
        this.rotation = new Rotation(this.file, spec, background);
        this.ticker = ticker;
    }

    /**
     * Adds lines.
     *
     * @param lines written plain, see {@link dev.upkeep.log.LogLine#plain()}
     */
    public void write(Lines lines) {
        gathered.reserve(Math.min(MOST, lines.size() + lines.count() * format.extra()));
        for (int i = 0; i < lines.count(); i++) {
            if (gathered.size() >= MOST && trouble == null) {
                flush();
            }
            if (lost > 0 || gathered.size() >= most()) {
                lost++;
            } else {
                format.add(lines, i, gathered);
            }
        }
    }

    private int most() {
        return isPatient() ? MOST_IN_PATIENCE : MOST;
    }

    /** Whether the file cannot be written, but not for so long that it is a reason to lose lines. */
    private boolean isPatient() {
        Moment since = troubledSince;
        return since != null && ticker.now().since(since).compareTo(PATIENCE) < 0;
    }

    /** Whether it is a good time for more lines: not while those that are there cannot be written, for some seconds. */
    public boolean isReady() {
        return gathered.isEmpty() || !isPatient();
    }

    /** Writes out what was gathered. */
    public void flush() {
        if (gathered.isEmpty()) {
            return;
        }
        try {
            open();
            write();
            if (trouble != null) {
                recovered(trouble);
                write();
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    /**
     * Which file it is and how much of it is written, see {@link dev.upkeep.spi.OutputSink#mark()}.
     *
     * @return empty if something is gathered that is not written yet, or the file cannot be opened
     */
    public Optional<String> mark() {
        if (!gathered.isEmpty()) {
            return Optional.empty();
        }
        try {
            open();
            rotation.mark(ticker.now().wall());
            return Optional.of(file.mark());
        } catch (IOException e) {
            failed(e);
            return Optional.empty();
        }
    }

    /** Cuts off what was written after a mark, if the file that was marked is still there. */
    public void rewind(String mark) {
        try {
            rotation.rewind(mark);
        } catch (IOException e) {
            LOG.warn("logFile {}: what is written last may be written twice", file.path(), e);
        }
    }

    private void open() throws IOException {
        if (file.open()) {
            torn = 0;
            rotation.begin(ticker.now().wall());
        }
    }

    private void write() throws IOException {
        while (!gathered.isEmpty()) {
            int fits = rotation.fitting(gathered, torn > 0, ticker.now().wall());
            if (fits == 0) {
                rotation.rotate(ticker.now().wall());
            } else {
                write(fits);
            }
        }
    }

    /** Of a line that was only written in part, the beginning is kept: should the file be another then, it begins anew. */
    private void write(int end) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(gathered.bytes(), torn, end - torn);
        try {
            file.write(bytes);
        } finally {
            int begin = gathered.lineBefore(bytes.position());
            torn = bytes.position() - begin;
            gathered.drop(begin);
        }
    }

    private void recovered(String before) {
        LOG.info("logFile {}: written again; {} lines are missing", file.path(), lost);
        if (lost > 0) {
            format.say(ticker.now().wall(), lost + " lines are missing here: " + before, gathered);
        }
        lost = 0;
        trouble = null;
        troubledSince = null;
    }

    private void failed(IOException e) {
        if (trouble == null) {
            LOG.warn("logFile {}: cannot be written, is tried again: {}", file.path(), FileTrouble.say(e));
            troubledSince = ticker.now();
        }
        trouble = FileTrouble.say(e);
        file.release();
    }

    /**
     * Gives back what is not needed until the next line, and tries again to write what could not be written. The last mark
     * has been noted by now.
     */
    public void rest() {
        flush();
        rotation.settle(ticker.now().wall());
        gathered.shrink();
        file.release();
    }

    /** Writes out what was gathered and gives the file back; a later line opens it again. */
    @Override
    public void close() {
        rest();
    }
}
