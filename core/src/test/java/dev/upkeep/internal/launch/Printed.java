package dev.upkeep.internal.launch;

import dev.upkeep.log.Stream;
import dev.upkeep.spi.OutputSink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a process prints. Thread-safe. */
final class Printed implements OutputSink {
    private final List<Line> lines = new ArrayList<>();

    record Line(Stream stream, String text, boolean truncated) {}

    @Override
    public synchronized void line(Stream stream, Instant time, String text, boolean truncated) {
        lines.add(new Line(stream, text, truncated));
    }

    synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    List<String> out() {
        return texts(Stream.STDOUT);
    }

    List<String> err() {
        return texts(Stream.STDERR);
    }

    private List<String> texts(Stream stream) {
        return lines().stream()
                .filter(line -> line.stream() == stream)
                .map(Line::text)
                .toList();
    }
}
