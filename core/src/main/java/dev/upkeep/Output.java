package dev.upkeep;

import dev.upkeep.internal.output.FileLog;
import dev.upkeep.log.LogLine;
import dev.upkeep.log.LogRing;
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
 * thread at a time. The ring has a lock of its own, so that no disk and no SLF4J can keep those waiting who read it.
 */
final class Output implements OutputSink {
    private static final int LINES = 2000;
    private static final long CHARS = 1 << 20;

    private final ProcessId id;
    private final Logger logger;
    private final LogRing ring = new LogRing(LINES, CHARS);
    private volatile Optional<FileLog> file = Optional.empty();
    private long seq; // guarded by ring, like what is in it

    Output(ProcessId id) {
        this.id = id;
        this.logger = Logs.of(id);
    }

    /** From now on, lines are written to this file too. */
    void writeTo(Path logFile) {
        close();
        file = Optional.of(new FileLog(logFile));
    }

    /** Gives the file back for now; a later line opens it again. */
    void close() {
        file.ifPresent(FileLog::close);
    }

    @Override
    public void line(Stream stream, Instant time, String text, boolean truncated) {
        LogLine line = remembered(stream, time, text, truncated);
        file.ifPresent(f -> f.write(line));
        forward(line);
    }

    @Override
    public void flush() {
        file.ifPresent(FileLog::flush);
    }

    private LogLine remembered(Stream stream, Instant time, String text, boolean truncated) {
        synchronized (ring) {
            LogLine line = new LogLine(++seq, time, stream, text, truncated);
            ring.add(line);
            return line;
        }
    }

    List<LogLine> last(int lines) {
        synchronized (ring) {
            return ring.last(lines);
        }
    }

    private void forward(LogLine line) {
        switch (line.stream()) {
            case STDOUT -> logger.info("[{}] STDOUT: {}", id, line.plain());
            case STDERR -> logger.warn("[{}] STDERR: {}", id, line.plain());
        }
    }
}
