package dev.upkeep;

import dev.upkeep.health.Probe;
import dev.upkeep.internal.probe.Lookout;
import dev.upkeep.log.Lines;
import dev.upkeep.log.LogLine;
import dev.upkeep.log.Stream;
import dev.upkeep.spec.LogSpec;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spi.OutputSink;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What one keeper's launches print, on its way to an {@link Output}, which keepers of one instance share. Some line of the
 * last launch may be looked for. Thread-safe.
 */
final class Printed implements OutputSink {
    private static final int LINES = 2000;

    private final Output output;
    private volatile Optional<Lookout> lookout = Optional.empty();
    private volatile long before;

    Printed(Output output) {
        this.output = output;
    }

    Output output() {
        return output;
    }

    /** From now on, lines are those of this process, and are written there too. */
    void writeTo(ProcessSpec process) {
        output.writeTo(process);
    }

    /** From now on, lines are written there too. */
    void writeTo(Path logFile, LogSpec spec) {
        output.writeTo(logFile, spec);
    }

    /** What is printed from now on is of another launch; some line of it may be looked for. */
    void begin(Optional<Probe.Log> sought) {
        before = output.last(1).stream().mapToLong(LogLine::seq).findFirst().orElse(0);
        lookout = sought.map(Lookout::new);
    }

    /** Looks out for a line of this launch, printed or not. */
    Lookout lookout(Probe.Log sought) {
        Lookout current = lookout.filter(l -> l.probe().equals(sought)).orElseGet(() -> new Lookout(sought));
        lookout = Optional.of(current);
        output.last(LINES).stream().filter(line -> line.seq() > before).forEach(line -> current.look(line.text()));
        return current;
    }

    @Override
    public void line(Stream stream, Instant time, String text, boolean truncated) {
        lines(Lines.of(stream, time, text, truncated));
    }

    @Override
    public void lines(Lines lines) {
        output.lines(lines);
        lookout.ifPresent(l -> l.look(lines)); // after that: who looks back meanwhile finds them
    }

    @Override
    public boolean isReady() {
        return output.isReady();
    }

    @Override
    public void flush() {
        output.flush();
    }

    @Override
    public Optional<String> mark() {
        return output.mark();
    }

    @Override
    public void rewind(String mark) {
        output.rewind(mark);
    }

    @Override
    public void rest() {
        output.rest();
    }

    /** Completes when SLF4J has taken all lines. */
    CompletionStage<Void> forwarded() {
        return output.forwarded();
    }
}
