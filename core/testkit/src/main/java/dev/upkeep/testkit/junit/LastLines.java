package dev.upkeep.testkit.junit;

import dev.upkeep.log.LogLine;
import java.util.List;
import java.util.stream.Collectors;

/** The end of what a process printed, for a failure. */
final class LastLines {
    private static final int MOST = 30;

    private LastLines() {}

    static String of(List<LogLine> lines) {
        List<LogLine> last = lines.subList(Math.max(0, lines.size() - MOST), lines.size());
        return last.isEmpty()
                ? "It has printed nothing."
                : "It printed at last:\n"
                        + last.stream()
                                .map(l -> "  " + l.stream().word() + " | " + l.plain())
                                .collect(Collectors.joining("\n"));
    }
}
