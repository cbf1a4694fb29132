package dev.upkeep.rest.internal.reply;

import dev.upkeep.log.LogLine;
import tools.jackson.databind.node.ObjectNode;

/** A line that a process printed, as answers show it: nothing in it is removed, JSON makes it harmless. */
public final class LineBody {
    private LineBody() {}

    public static ObjectNode of(LogLine line) {
        return Json.object()
                .put("seq", line.seq())
                .put("timestamp", Json.time(line.time()))
                .put("stream", line.stream().word())
                .put("line", line.text())
                .put("truncated", line.truncated());
    }
}
