package dev.upkeep.rest.internal.logs;

import dev.upkeep.Upkeep;
import dev.upkeep.log.LogLine;
import dev.upkeep.process.ProcessId;
import dev.upkeep.rest.internal.gate.Call;
import dev.upkeep.rest.internal.process.Processes;
import dev.upkeep.rest.internal.reply.Json;
import dev.upkeep.rest.internal.reply.Reply;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Answers what processes printed so far. */
public final class LogAnswers {
    private final Upkeep upkeep;
    private final Processes processes;
    private final String epoch;
    private final InstantSource clock;

    public LogAnswers(Upkeep upkeep, Processes processes, String epoch, InstantSource clock) {
        this.upkeep = upkeep;
        this.processes = processes;
        this.epoch = epoch;
        this.clock = clock;
    }

    /** Whether the caller wants to be told also what is still to come. */
    public boolean isFollowed(Call call) {
        return call.target().isSet("follow") || LogFormat.of(call.request()) == LogFormat.FOLLOW;
    }

    /** Lines of one process. */
    public Reply one(Call call) {
        ProcessId id = processes.existing(call.id()).id();
        LogQuery query = query(call);
        List<LogLine> all = upkeep.logs(id, 0, LogQuery.MOST_LINES);
        Excerpt<LogLine> excerpt =
                Excerpt.of(query.choose(all), LogLine::text, query.after().isPresent());
        return switch (LogFormat.of(call.request())) {
            case TEXT -> text(excerpt.lines().stream().map(LogLine::plain).toList());
            case NDJSON ->
                objects(excerpt.lines().stream().map(l -> new OwnedLine(id, l)).toList());
            case JSON, FOLLOW -> {
                long oldest = all.isEmpty() ? 0 : all.get(0).seq();
                yield Reply.json(200, LogsBody.of(id, epoch, excerpt, oldest, query.lines()));
            }
        };
    }

    /** Lines of several processes, in the order in which they were seen. */
    public Reply several(Call call) {
        LogQuery query = query(call);
        List<OwnedLine> all = processes.named(call.target()).stream()
                .flatMap(id -> query.choose(upkeep.logs(id, 0, LogQuery.MOST_LINES)).stream()
                        .map(line -> new OwnedLine(id, line)))
                .sorted(Comparator.comparing(owned -> owned.line().time()))
                .toList();
        List<OwnedLine> last = all.subList(Math.max(0, all.size() - query.lines()), all.size());
        Excerpt<OwnedLine> excerpt = Excerpt.of(last, owned -> owned.line().text(), false);
        return switch (LogFormat.of(call.request())) {
            case TEXT -> text(excerpt.lines().stream().map(LogAnswers::prefixed).toList());
            case NDJSON -> objects(excerpt.lines());
            case JSON, FOLLOW -> Reply.json(200, LogsBody.of(epoch, excerpt));
        };
    }

    private LogQuery query(Call call) {
        return LogQuery.of(call.target(), epoch, clock.instant());
    }

    private static String prefixed(OwnedLine owned) {
        return "[" + owned.id() + "] " + owned.line().plain();
    }

    private static Reply text(List<String> lines) {
        String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        return Reply.text(200, "text/plain;charset=utf-8", text, Map.of());
    }

    private static Reply objects(List<OwnedLine> lines) {
        String text = lines.stream()
                .map(line -> Json.text(LogsBody.line(line)) + "\n")
                .collect(Collectors.joining());
        return Reply.text(200, "application/x-ndjson", text, Map.of());
    }
}
