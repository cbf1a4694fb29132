package dev.upkeep.rest.internal.events;

import dev.upkeep.ProcessStatus;
import dev.upkeep.Upkeep;
import dev.upkeep.log.LogLine;
import dev.upkeep.process.ProcessId;
import dev.upkeep.rest.internal.logs.LogQuery;
import dev.upkeep.rest.internal.reply.Json;
import dev.upkeep.rest.internal.reply.LineBody;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one process prints, for one listener, over all its restarts: a restart is an entry among the lines, never an end.
 * Not thread-safe.
 */
final class LogTail {
    private static final int AT_ONCE = 200;

    private final Upkeep upkeep;
    private final ProcessId id;
    private final LogQuery query;
    private long seen;
    private Optional<Instant> launched;

    LogTail(Upkeep upkeep, ProcessId id, LogQuery query) {
        this.upkeep = upkeep;
        this.id = id;
        this.query = query;
        this.launched = launch();
    }

    ProcessId id() {
        return id;
    }

    /** The number of the last line that was looked at. */
    long seen() {
        return seen;
    }

    /** What was printed of late, for somebody who is new. */
    List<Telling> begin() {
        List<LogLine> all = upkeep.logs(id, 0, LogQuery.MOST_LINES);
        seen = all.isEmpty() ? 0 : all.get(all.size() - 1).seq();
        return telling(query.newest(all).stream().map(LineBody::of).toList());
    }

    /** Goes on behind a line that somebody has seen. */
    void resume(long line) {
        seen = line;
    }

    /** What was printed since, as much as fits into one piece; a process that came anew under this id counts from 1. */
    List<Telling> next() {
        if (upkeep.logs(id, 1).stream().anyMatch(newest -> newest.seq() < seen)) {
            seen = 0;
        }
        List<Telling> told = new ArrayList<>();
        List<LogLine> lines = upkeep.logs(id, seen, AT_ONCE);
        while (told.isEmpty() && !lines.isEmpty()) {
            told.addAll(gapBefore(lines.get(0)));
            seen = lines.get(lines.size() - 1).seq();
            told.addAll(telling(entries(lines)));
            lines = told.isEmpty() ? upkeep.logs(id, seen, AT_ONCE) : lines;
        }
        return told.isEmpty() ? telling(entries(List.of())) : told;
    }

    private List<Telling> gapBefore(LogLine first) {
        long dropped = first.seq() - seen - 1;
        if (seen == 0 || dropped <= 0) {
            return List.of();
        }
        ObjectNode gap = Json.object()
                .put("processId", id.value())
                .put("dropped", dropped)
                .put("fromSeq", seen + 1)
                .put("toSeq", first.seq() - 1);
        return List.of(new Telling("gap", gap));
    }

    /** The lines that are wanted; and if it was launched meanwhile, that it was, before what it printed then. */
    private List<ObjectNode> entries(List<LogLine> lines) {
        Optional<ProcessStatus> launch = upkeep.process(id)
                .filter(p -> p.startTime().isPresent() && !p.startTime().equals(launched));
        List<ObjectNode> entries = new ArrayList<>();
        boolean marked = launch.isEmpty();
        for (LogLine line : lines) {
            if (!marked
                    && !line.time().isBefore(launch.orElseThrow().startTime().orElseThrow())) {
                entries.add(mark(launch.orElseThrow()));
                marked = true;
            }
            if (query.matches(line)) {
                entries.add(LineBody.of(line));
            }
        }
        if (!marked) {
            entries.add(mark(launch.orElseThrow()));
        }
        launched = launch.isPresent() ? launch.orElseThrow().startTime() : launched;
        return entries;
    }

    private ObjectNode mark(ProcessStatus status) {
        String what = launched.isPresent() ? "restarted" : "started";
        return Json.object()
                .put("seq", seen)
                .put("timestamp", Json.time(status.startTime()))
                .put("event", what)
                .put("pid", status.pid().isPresent() ? (Long) status.pid().getAsLong() : null)
                .put("message", what);
    }

    private List<Telling> telling(List<ObjectNode> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        ObjectNode data = Json.object().put("processId", id.value());
        data.set("logs", Json.array(entries));
        return List.of(new Telling("log", data));
    }

    private Optional<Instant> launch() {
        return upkeep.process(id).flatMap(ProcessStatus::startTime);
    }
}
