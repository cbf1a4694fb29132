package dev.upkeep.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page with a table of keys for each map of a file, made from its JSON Schema. */
final class ReferencePage {
    private static final String DEFAULT = "; default: ";

    private final StringBuilder page = new StringBuilder();
    /** Where each map is described already: several keys may take the same. */
    private final Map<Map<?, ?>, String> described = new LinkedHashMap<>();

    /** Adds all maps of a file. */
    void add(String file, Map<String, Object> schema) {
        page.append("\n## ").append(file).append('\n');
        Object whole = schema.getOrDefault("then", schema);
        describe("", maps("", whole).findFirst().orElseThrow().getValue());
    }

    String text() {
        return page.toString();
    }

    /** A table of the keys of a map, and after it those of the maps in it. */
    private void describe(String path, Map<?, ?> object) {
        Map<?, ?> keys = (Map<?, ?>) object.get("properties");
        Set<Object> required = Set.copyOf((List<?>) object.get("required"));
        List<Map.Entry<String, Map<?, ?>>> inner = new ArrayList<>();
        keys.forEach((name, key) -> maps(below(path, (String) name), key)
                .filter(m -> described.putIfAbsent(m.getValue(), m.getKey()) == null)
                .forEach(inner::add));
        page.append("\n### ").append(path.isEmpty() ? "The whole file" : "`" + path + "`");
        page.append("\n\n| key | type | default | meaning |\n| --- | --- | --- | --- |\n");
        keys.forEach((name, key) -> row((String) name, (Map<?, ?>) key, required.contains(name)));
        inner.forEach(map -> describe(map.getKey(), map.getValue()));
    }

    private void row(String name, Map<?, ?> key, boolean required) {
        String[] about = String.valueOf(key.get("description")).split(DEFAULT, 2);
        String otherwise = about.length > 1 ? about[1] : required ? "**required**" : "–";
        String keys = maps("", key)
                .map(m -> described.get(m.getValue()))
                .map(at -> "; keys of [`" + at + "`](#" + anchor(at) + ")")
                .findFirst()
                .orElse("");
        String cells =
                String.join(" | ", "`" + name + "`", cell(key.get("title") + keys), cell(otherwise), cell(about[0]));
        page.append("| ").append(cells).append(" |\n");
    }

    /** The maps with known keys that a value may be or hold, each with its path. */
    private static Stream<Map.Entry<String, Map<?, ?>>> maps(String path, Object schema) {
        if (!(schema instanceof Map<?, ?> map)) {
            return Stream.empty();
        }
        if (map.containsKey("properties")) {
            return Stream.of(Map.entry(path, bare(map)));
        }
        if (map.get("if") instanceof Map<?, ?> condition) {
            String key = (String) ((List<?>) condition.get("required")).get(0);
            return Stream.concat(maps(path + " with " + key, map.get("then")), maps(path, map.get("else")));
        }
        return Stream.of(
                        ((List<?>) Optional.<Object>ofNullable(map.get("anyOf")).orElse(List.of()))
                                .stream().flatMap(s -> maps(path, s)),
                        maps(path + "[]", map.get("items")),
                        maps(below(path, "NAME"), map.get("additionalProperties")))
                .flatMap(s -> s);
    }

    /** Without what is said of the key that it is the value of. */
    private static Map<?, ?> bare(Map<?, ?> object) {
        return object.entrySet().stream()
                .filter(e -> Set.of("properties", "required").contains(e.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
