package dev.upkeep.rest.internal.logs;

import dev.upkeep.log.LogLine;
import dev.upkeep.process.ProcessId;
import dev.upkeep.rest.internal.reply.Json;
import dev.upkeep.rest.internal.reply.LineBody;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What processes printed, as answers show it: both streams in their one order, oldest first, nothing removed. */
final class LogsBody {
    private LogsBody() {}

    /** Lines of one process, and where those before and behind them are found. */
    static ObjectNode of(ProcessId id, String epoch, Excerpt<LogLine> excerpt, long oldest, int count) {
        List<LogLine> lines = excerpt.lines();
        ObjectNode body = Json.object().put("processId", id.value());
        body.set("logs", Json.array(lines.stream().map(LineBody::of).toList()));
        @Nullable Long first = lines.isEmpty() ? null : (Long) lines.get(0).seq();
        @Nullable Long last = lines.isEmpty() ? null : (Long) lines.get(lines.size() - 1).seq();
        body.put("firstSeq", first)
                .put("lastSeq", last)
                .put("oldestSeq", oldest)
                .put("truncated", excerpt.truncated())
                .put("epoch", epoch);
        body.set("links", links(epoch, first, last, oldest, count));
        return body;
    }

    /** Lines of several processes, in the order of time. */
    static ObjectNode of(String epoch, Excerpt<OwnedLine> excerpt) {
        ObjectNode body = Json.object();
        body.set("logs", Json.array(excerpt.lines().stream().map(LogsBody::line).toList()));
        return body.put("truncated", excerpt.truncated()).put("epoch", epoch);
    }

    /** One line, and whose it is. */
    static ObjectNode line(OwnedLine line) {
        ObjectNode body = Json.object().put("processId", line.id().value());
        body.setAll(LineBody.of(line.line()));
        return body;
    }

    private static ObjectNode links(String epoch, @Nullable Long first, @Nullable Long last, long oldest, int count) {
        boolean older = first != null && first > oldest;
        return Json.object()
                .put("older", older ? "?before=" + epoch + "." + first + "&lines=" + count : null)
                .put("newer", last == null ? null : "?after=" + epoch + "." + last + "&lines=" + count);
    }
}
