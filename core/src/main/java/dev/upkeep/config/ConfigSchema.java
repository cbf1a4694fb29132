package dev.upkeep.config;

import dev.upkeep.internal.config.keys.FileShapes;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may stand in the two files, as JSON Schema (draft 2020-12), so that editors complete keys and mark mistakes. Made from
 * the tables that the files are read by. The loader knows more: which values belong together, and what must exist.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-core">JSON Schema</a>
 */
public final class ConfigSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private ConfigSchema() {}

    /**
     * Of {@code processes.yaml}.
     *
     * @return maps, lists, texts, numbers and booleans, ready for any writer of JSON
     */
    public static Map<String, Object> processes() {
        return whole("processes.yaml", FileShapes.processes());
    }

    /**
     * Of {@code proxy.yaml}.
     *
     * @return as {@link #processes()}
     */
    public static Map<String, Object> proxy() {
        return whole("proxy.yaml", FileShapes.proxy());
    }

    private static Map<String, Object> whole(String file, Map<String, Object> shape) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", DIALECT);
        schema.put("title", file + " of Upkeep");
        schema.putAll(shape);
        return schema;
    }
}
