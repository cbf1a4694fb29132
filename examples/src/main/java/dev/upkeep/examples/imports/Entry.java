package dev.upkeep.examples.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One process of {@code processes.yaml}, as far as it has been found out. */
final class Entry {
    private final String id;
    private final Map<String, Object> keys = new LinkedHashMap<>();

    /** An id is made of the name that it has elsewhere. */
    Entry(String name) {
        this.id = id(name);
        keys.put("name", name);
    }

    String id() {
        return id;
    }

    Map<String, Object> keys() {
        return keys;
    }

    static String id(String name) {
        String id = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
        String fit = id.isEmpty() || id.equals("reload") ? "process-" + id : id;
        return fit.substring(0, Math.min(64, fit.length()));
    }

    Entry put(String key, Object value) {
        keys.put(key, value);
        return this;
    }

    Entry put(String key, Optional<?> value) {
        value.ifPresent(v -> keys.put(key, v));
        return this;
    }

    /** A key of a section, such as {@code restartPolicy}. */
    @SuppressWarnings("unchecked") // only maps are put here under a section's name
    Entry put(String section, String key, Object value) {
        ((Map<String, Object>) keys.computeIfAbsent(section, s -> new LinkedHashMap<String, Object>())).put(key, value);
        return this;
    }

    /** The program and its arguments. */
    Entry command(List<String> words) {
        keys.put("command", words.get(0));
        if (words.size() > 1) {
            keys.put("args", words.subList(1, words.size()));
        }
        return this;
    }

    /** Variables for its environment; none leaves the key out. */
    Entry env(Map<String, String> variables) {
        if (!variables.isEmpty()) {
            keys.put("env", variables);
        }
        return this;
    }
}
