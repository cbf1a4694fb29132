package dev.upkeep.examples.client;

import java.util.Iterator;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events from a stream of lines.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">HTML, server-sent events</a>
 */
final class ServerSentEvents {
    private static final String TYPE = "event: ";
    private static final String DATA = "data: ";

    private ServerSentEvents() {}

    /** Hands on each event until the stream ends. */
    static void read(Stream<String> lines, BiConsumer<String, JsonNode> take) {
        String type = "message";
        for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
            String line = each.next();
            if (line.startsWith(TYPE)) {
                type = line.substring(TYPE.length());
            } else if (line.startsWith(DATA)) {
                take.accept(type, JsonMapper.shared().readTree(line.substring(DATA.length())));
                type = "message";
            }
        }
    }
}
