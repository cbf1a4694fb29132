package dev.upkeep;

import dev.upkeep.internal.output.ProcessLog;
import dev.upkeep.log.Lines;
import dev.upkeep.log.LogLine;
import dev.upkeep.log.LogRing;
import dev.upkeep.log.Stream;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.LogSpec;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spi.OutputSink;
import dev.upkeep.spi.Ticker;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;

/**
 * Where the lines of one instance, and of what is run beside it, go: to the ring of its process that the API reads, to its
 * log file, and to SLF4J. The ring has a lock of its own and SLF4J a thread, so that no disk keeps those waiting who read the ring, and
 * no SLF4J keeps the log file waiting. Thread-safe.
 */
final class Output implements OutputSink {
    private final LogRing ring;
    private final int instance;
    private volatile Name name;
    private final Executor background;
    private final Forward forward;
    private volatile Optional<Place> wanted = Optional.empty();
    private Optional<Place> found = Optional.empty(); // this and the next guarded by this
    private Optional<ProcessLog> file = Optional.empty();

    /** Whose lines they are. */
    private record Name(ProcessId id, String label, Logger logger) {
        static Name of(ProcessId id, String label) {
            return new Name(id, label, Logs.of(id));
        }
    }

    /** Where lines are written to. */
    private record Place(ProcessId id, Path file, LogSpec spec) {}

    /**
     * Where no lines have come to yet.
     *
     * @param instance which of the process it is
     * @param ring takes the lines of all its instances; guarded by itself
     * @param background compresses full log files
     * @param forward takes lines to SLF4J, one after the other
     */
    Output(ProcessId id, int instance, LogRing ring, Executor background, Executor forward) {
        this.instance = instance;
        this.ring = ring;
        this.name = Name.of(id, id.value());
        this.background = background;
        this.forward = new Forward(this::log, forward, Ticker.system());
    }

    /** From now on, lines are those of this process, and are written there too. */
    void writeTo(ProcessSpec process) {
        String label = process.instances() > 1
                ? process.id() + "-" + instance
                : process.id().value();
        if (!process.id().equals(name.id()) || !label.equals(name.label())) {
            name = Name.of(process.id(), label);
        }
        writeTo(process.logFile(), process.log());
    }

    /** From now on, lines are written there too. */
    void writeTo(Path logFile, LogSpec spec) {
        wanted = Optional.of(new Place(name.id(), logFile, spec));
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
        write(lines);
        forward(kept);
    }

    private synchronized void write(Lines lines) {
        file().ifPresent(f -> f.write(lines));
    }

    @Override
    public synchronized boolean isReady() {
        return file().map(ProcessLog::isReady).orElse(true);
    }

    @Override
    public synchronized void flush() {
        file().ifPresent(ProcessLog::flush);
        place();
    }

    @Override
    public synchronized Optional<String> mark() {
        return place().map(ProcessLog::mark).orElse(Optional.of(""));
    }

    @Override
    public synchronized void rewind(String mark) {
        file().ifPresent(f -> f.rewind(mark));
    }

    @Override
    public void rest() {
        restFile();
        forward.rest();
    }

    private synchronized void restFile() {
        file().ifPresent(ProcessLog::rest);
    }

    /** Until the next mark or flush all goes to one place, wherever lines are to go then: a mark speaks of one file. */
    private Optional<ProcessLog> file() {
        return found.isPresent() ? file : place();
    }

    private Optional<ProcessLog> place() {
        Optional<Place> now = wanted;
        if (!found.equals(now)) {
            file.ifPresent(ProcessLog::rest);
            file = now.map(place -> new ProcessLog(place.id(), place.file(), place.spec(), background));
            found = now;
        }
        return file;
    }

    List<LogLine> last(int lines) {
        synchronized (ring) {
            return ring.last(lines);
        }
    }

    /** Completes when SLF4J has taken all lines. */
    CompletionStage<Void> forwarded() {
        return forward.settled();
    }

    private void forward(Lines lines) {
        Logger logger = name.logger();
        if (lines.stream() == Stream.STDOUT ? logger.isInfoEnabled() : logger.isWarnEnabled()) {
            forward.add(lines);
        }
    }

    private void log(Stream stream, String text) {
        Name now = name;
        switch (stream) {
            case STDOUT -> now.logger().info("[{}] STDOUT: {}", now.label(), text);
            case STDERR -> now.logger().warn("[{}] STDERR: {}", now.label(), text);
            case UPKEEP -> now.logger().warn("[{}] UPKEEP: {}", now.label(), text);
        }
    }
}
