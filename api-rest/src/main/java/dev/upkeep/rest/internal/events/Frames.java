package dev.upkeep.rest.internal.events;

import dev.upkeep.rest.internal.reply.Json;
import tools.jackson.databind.node.ObjectNode;

/** Events in the form of the HTML standard, "Server-sent events". The data is one line, as JSON always can be. */
final class Frames {
    /** What keeps a silent connection open. */
    static final String HEARTBEAT = ": hb\n\n";

    private Frames() {}

    /** How long a client is to wait before it comes again. */
    static String retry(int millis) {
        return "retry: " + millis + "\n\n";
    }

    /** An event from which a client can go on. */
    static String event(EventId id, String type, ObjectNode data) {
        return "id: " + id + "\n" + passing(type, data);
    }

    /** An event that is not sent again to those who were away. */
    static String passing(String type, ObjectNode data) {
        return "event: " + type + "\ndata: " + Json.text(data) + "\n\n";
    }
}
