package dev.upkeep;

import dev.upkeep.internal.output.FileLog;
import dev.upkeep.log.Lines;
import dev.upkeep.log.LogLine;
import dev.upkeep.log.LogRing;
import dev.upkeep.log.PlainText;
import dev.upkeep.log.Stream;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spi.OutputSink;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * Where the lines of one process go: to the ring that the API reads, to its log file, and to SLF4J. Lines come from one
 * thread at a time, and nobody else touches the log file. The ring has a lock of its own, so that no disk and no SLF4J
 * can keep those waiting who read it.
 */
final class Output implements OutputSink {
    private static final int LINES = 2000;
    private static final long BYTES = 1 << 20;

    private final ProcessId id;
    private final Logger logger;
    private final LogRing ring = new LogRing(LINES, BYTES);
    private volatile Optional<FileLog> wanted = Optional.empty();
    private Optional<FileLog> file = Optional.empty();

    Output(ProcessId id) {
        this.id = id;
        this.logger = Logs.of(id);
    }

    /** From now on, lines are written to this file too. */
    void writeTo(Path logFile) {
        wanted = Optional.of(new FileLog(logFile));
    }

    @Override
    public void line(Stream stream, Instant time, String text, boolean truncated) {
        lines(Lines.of(stream, time, text, truncated));
    }

    @Override
    public void lines(Lines lines) {
        Lines kept = lines.copy();
        synchronized (ring) {
            ring.add(kept);
        }
        file().ifPresent(f -> f.write(lines));
        forward(kept);
    }

    @Override
    public boolean isReady() {
        return file().map(FileLog::isReady).orElse(true);
    }

    @Override
    public void flush() {
        file().ifPresent(FileLog::flush);
    }

    @Override
    public Optional<String> mark() {
        return file().map(FileLog::mark).orElse(Optional.of(""));
    }

    @Override
    public void rewind(String mark) {
        file().ifPresent(f -> f.rewind(mark));
    }

    @Override
    public void rest() {
        file().ifPresent(FileLog::rest);
    }

    private Optional<FileLog> file() {
        Optional<FileLog> next = wanted;
        if (!file.equals(next)) {
            file.ifPresent(FileLog::close);
            file = next;
        }
        return file;
    }

    List<LogLine> last(int lines) {
        synchronized (ring) {
            return ring.last(lines);
        }
    }

    private void forward(Lines lines) {
        if (lines.stream() == Stream.STDOUT ? logger.isInfoEnabled() : logger.isWarnEnabled()) {
            for (int i = 0; i < lines.count(); i++) {
                forward(lines.stream(), lines.isPlain(i) ? lines.text(i) : PlainText.of(lines.text(i)));
            }
        }
    }

    private void forward(Stream stream, String text) {
        switch (stream) {
            case STDOUT -> logger.info("[{}] STDOUT: {}", id, text);
            case STDERR -> logger.warn("[{}] STDERR: {}", id, text);
            case UPKEEP -> logger.warn("[{}] UPKEEP: {}", id, text);
        }
    }
}
