package dev.upkeep.examples.client;

import dev.upkeep.examples.terminal.ExitCode;
import dev.upkeep.examples.terminal.Printable;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code upkeep events}: what happens, as it happens. */
@Command(name = "events", description = "Shows what happens, until Ctrl-C or the end of Upkeep.")
public final class EventsCommand extends Asked implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        try (Stream<String> lines = connection.open().lines("/api/events", "text/event-stream")) {
            ServerSentEvents.read(lines, this::show);
        }
        return ExitCode.OK;
    }

    private void show(String type, JsonNode data) {
        if (json) {
            out().println("{\"type\":\"" + type + "\",\"data\":" + data + "}");
        } else if (type.equals("process")) {
            out().println(data.path("stateSince").asString() + "  " + Chosen.id(data) + "  "
                    + data.path("state").asString() + (data.path("ready").asBoolean() ? ", ready" : "") + ": "
                    + Printable.text(data.path("message").asString()));
        } else if (!type.equals("snapshot")) {
            out().println(type + "  " + Printable.text(data.path("message").asString(data.toString())));
        }
        out().flush();
    }
}
