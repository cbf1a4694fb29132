package dev.upkeep.rest.internal.reply;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How values are written: compact, keys in the order in which they were put, times in UTC with milliseconds. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array(Collection<? extends JsonNode> elements) {
        return JsonNodeFactory.instance.arrayNode().addAll(elements);
    }

    public static ArrayNode texts(Collection<?> elements) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        elements.forEach(e -> array.add(e.toString()));
        return array;
    }

    public static ArrayNode numbers(Collection<Integer> elements) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        elements.forEach(array::add);
        return array;
    }

    public static String time(Instant time) {
        return MILLIS.format(time);
    }

    public static @Nullable String time(Optional<Instant> time) {
        return time.map(MILLIS::format).orElse(null);
    }

    /** A string, not bytes: what a process prints may end within a surrogate pair, which only a string can hold. */
    public static String text(ObjectNode node) {
        return MAPPER.writeValueAsString(node);
    }
}
