package dev.upkeep.internal.output;

import dev.upkeep.log.Lines;
import dev.upkeep.log.Stream;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spi.OutputSink;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sink that may fail without harm to other processes; its first failure is logged. Not thread-safe. */
final class SafeSink implements OutputSink {
    private static final Logger LOG = LoggerFactory.getLogger(SafeSink.class);

    private final ProcessId id;
    private final OutputSink sink;
    private boolean failed;

    SafeSink(ProcessId id, OutputSink sink) {
        this.id = id;
        this.sink = sink;
    }

    @Override
    public void line(Stream stream, Instant time, String text, boolean truncated) {
        guarded(() -> sink.line(stream, time, text, truncated));
    }

    @Override
    public void lines(Lines lines) {
        guarded(() -> sink.lines(lines));
    }

    @Override
    public boolean isReady() {
        return guarded(sink::isReady, true);
    }

    @Override
    public void flush() {
        guarded(sink::flush);
    }

    @Override
    public Optional<String> mark() {
        return guarded(sink::mark, Optional.empty());
    }

    @Override
    public void rewind(String mark) {
        guarded(() -> sink.rewind(mark));
    }

    @Override
    public void rest() {
        guarded(sink::rest);
    }

    private void guarded(Runnable call) {
        guarded(
                () -> {
                    call.run();
                    return true;
                },
                false);
    }

    private <T> T guarded(Supplier<T> call, T otherwise) {
        try {
            return call.get();
        } catch (RuntimeException | Error e) {
            if (!failed) {
                LOG.error("[{}] What takes its output failed; lines are lost", id, e);
            }
            failed = true;
            return otherwise;
        }
    }
}
