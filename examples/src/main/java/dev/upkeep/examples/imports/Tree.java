package dev.upkeep.examples.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps and lists, as parsers of YAML and JSON return them, asked without casts. */
final class Tree {
    private Tree() {}

    static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> any) {
            any.forEach((key, v) -> map.put(String.valueOf(key), v));
        }
        return map;
    }

    static List<Object> list(@Nullable Object value) {
        return value instanceof List<?> any ? List.copyOf(any) : List.of();
    }

    static Optional<String> text(Map<String, Object> map, String key) {
        return Optional.ofNullable(map.get(key))
                .filter(v -> !(v instanceof Map) && !(v instanceof List))
                .map(String::valueOf);
    }

    /** A command as one line or as words. */
    static Optional<List<String>> words(@Nullable Object value) {
        if (value instanceof List<?> words && !words.isEmpty()) {
            return Optional.of(words.stream().map(String::valueOf).toList());
        }
        return Optional.ofNullable(value)
                .filter(v -> !(v instanceof List))
                .map(String::valueOf)
                .flatMap(ShellWords::split);
    }

    /** Names and values, also from a list of {@code NAME=value}; a name alone is passed on from outside. */
    static Map<String, String> variables(@Nullable Object value) {
        Map<String, String> variables = new LinkedHashMap<>();
        map(value).forEach((name, v) -> variables.put(name, v == null ? "${" + name + ":-}" : String.valueOf(v)));
        list(value).stream().map(String::valueOf).forEach(pair -> {
            int equals = pair.indexOf('=');
            variables.put(
                    equals < 0 ? pair : pair.substring(0, equals),
                    equals < 0 ? "${" + pair + ":-}" : pair.substring(equals + 1));
        });
        return variables;
    }
}
