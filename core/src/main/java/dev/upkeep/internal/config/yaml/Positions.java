package dev.upkeep.internal.config.yaml;

import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Span;
import java.util.HashMap;
import java.util.Map;

/** Where the values of one file stand, by JSON pointer. */
final class Positions {
    private final Map<String, Span> spans = new HashMap<>();

    void put(String pointer, Span span) {
        spans.putIfAbsent(pointer, span);
    }

    /** Of this value or else of the closest one around it; unknown if only the whole file is around it. */
    Span nearest(String pointer) {
        String path = pointer;
        while (!path.isEmpty() && !spans.containsKey(path)) {
            path = Pointers.parent(path);
        }
        return path.isEmpty() && !pointer.isEmpty() ? Span.NONE : spans.getOrDefault(path, Span.NONE);
    }
}
