package dev.upkeep;

import dev.upkeep.log.PlainText;
import dev.upkeep.log.Stream;
import dev.upkeep.spi.OutputSink;
import java.time.Instant;
import java.util.Optional;

/** Keeps the first line that says something, and forgets the rest. Thread-safe. */
final class FirstLine implements OutputSink {
    private static final int LONGEST = 200;

    private volatile Optional<String> line = Optional.empty();

    @Override
    public void line(Stream stream, Instant time, String text, boolean truncated) {
        if (line.isEmpty() && !text.isBlank()) {
            String begin = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
            line = Optional.of(PlainText.of(begin));
        }
    }

    Optional<String> get() {
        return line;
    }
}
