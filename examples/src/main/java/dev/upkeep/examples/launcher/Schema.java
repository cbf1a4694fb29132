package dev.upkeep.examples.launcher;

import dev.upkeep.config.ConfigSchema;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code upkeep schema}: which file. */
enum Schema {
    PROCESSES(ConfigSchema::processes),
    PROXY(ConfigSchema::proxy);

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Supplier<Map<String, Object>> schema;

    Schema(Supplier<Map<String, Object>> schema) {
        this.schema = schema;
    }

    void print(PrintWriter out) {
        out.println(JSON.writeValueAsString(schema.get()));
        out.flush();
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
