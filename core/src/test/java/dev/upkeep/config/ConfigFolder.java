package dev.upkeep.config;

import dev.upkeep.config.ConfigFiles.Loaded;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.ProcessSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A folder with the two files of a configuration. */
record ConfigFolder(Path path) {
    /** Every process of these tests begins like this. */
    static final String API = "processes:\n  api:\n    name: API\n    command: node\n";

    ConfigFolder processes(String text) {
        return write("processes.yaml", text);
    }

    ConfigFolder proxy(String text) {
        return write("proxy.yaml", text);
    }

    ConfigFolder write(String name, String text) {
        try {
            Files.createDirectories(path.resolve(name).getParent());
            Files.writeString(path.resolve(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Loaded load() {
        return load(Map.of());
    }

    Loaded load(Map<String, String> environment) {
        return ConfigFiles.load(path, environment::get);
    }

    /** The process {@code api} with further lines, which are indented as its keys. */
    ProcessSpec api(String... lines) {
        return processes(API
                        + String.join(
                                "",
                                List.of(lines).stream()
                                        .map(l -> "    " + l + "\n")
                                        .toList()))
                .load()
                .configuration()
                .process(new ProcessId("api"))
                .orElseThrow();
    }

    /** All that is told: warnings, or the errors that keep it from being used. */
    List<Diagnostic> diagnostics() {
        try {
            return load().warnings();
        } catch (ConfigException e) {
            return e.diagnostics();
        }
    }
}
