package dev.upkeep.examples.launcher;

import dev.upkeep.ProcessStatus;
import dev.upkeep.Upkeep;
import dev.upkeep.log.LogLine;
import dev.upkeep.log.Stream;
import dev.upkeep.process.ProcessId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a process said last on standard error before it ended. An end is known at once, its last lines a little later. */
final class LastWords {
    private static final int MOST = 5;
    private static final int SEARCHED = 200;
    private static final int LOOKS = 20;
    private static final int BETWEEN_LOOKS_MILLIS = 50;

    private final Upkeep upkeep;
    private final Map<ProcessId, Long> told = new HashMap<>();

    LastWords(Upkeep upkeep) {
        this.upkeep = upkeep;
    }

    /**
     * The last few lines that were not told at an earlier end. Waits a moment for them, a second at most; whoever was killed
     * outright had no time for any.
     */
    List<String> of(ProcessStatus status) {
        if (status.lastExit().isEmpty()) {
            return List.of(); // it was never launched
        }
        boolean killed = status.lastExit()
                .flatMap(end -> end.exit().signal())
                .filter("SIGKILL"::equals)
                .isPresent();
        List<LogLine> said = killed ? untold(status.id()) : settled(status.id());
        if (!said.isEmpty()) {
            told.put(status.id(), said.get(said.size() - 1).seq());
        }
        return said.stream()
                .skip(Math.max(0, said.size() - MOST))
                .map(LogLine::text)
                .toList();
    }

    private List<LogLine> settled(ProcessId id) {
        List<LogLine> said = untold(id);
        for (int looks = 0; looks < LOOKS; looks++) {
            pause();
            List<LogLine> now = untold(id);
            if (!now.isEmpty() && now.equals(said)) {
                break;
            }
            said = now;
        }
        return said;
    }

    private List<LogLine> untold(ProcessId id) {
        long after = told.getOrDefault(id, 0L);
        return upkeep.logs(id, SEARCHED).stream()
                .filter(line -> line.stream() == Stream.STDERR && line.seq() > after)
                .toList();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
