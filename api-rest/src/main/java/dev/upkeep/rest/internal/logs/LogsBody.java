package dev.upkeep.rest.internal.logs;

import dev.upkeep.log.LogLine;
import dev.upkeep.process.ProcessId;
import dev.upkeep.rest.internal.reply.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a process printed, as answers show it: both streams in their one order, oldest first, nothing removed. */
public final class LogsBody {
    private LogsBody() {}

    public static ObjectNode of(ProcessId id, List<LogLine> lines) {
        ObjectNode body = Json.object().put("processId", id.value());
        body.set("logs", Json.array(lines.stream().map(LogsBody::line).toList()));
        return body.put("firstSeq", seq(lines, 0)).put("lastSeq", seq(lines, lines.size() - 1));
    }

    private static ObjectNode line(LogLine line) {
        return Json.object()
                .put("seq", line.seq())
                .put("timestamp", Json.time(line.time()))
                .put("stream", line.stream().word())
                .put("line", line.text())
                .put("truncated", line.truncated());
    }

    private static @Nullable Long seq(List<LogLine> lines, int index) {
        return lines.isEmpty() ? null : (Long) lines.get(index).seq();
    }
}
