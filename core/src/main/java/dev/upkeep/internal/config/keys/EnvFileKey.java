package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.schema.Key;
import dev.upkeep.internal.config.schema.Shape;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.internal.config.yaml.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The key {@code envFile}. It is read before all others of its process, since these may refer to its variables.
 */
final class EnvFileKey {
    static final String NAME = "envFile";

    private EnvFileKey() {}

    /** For the table of keys: by the time that is asked, the key has been read. */
    static <B> Key<B> read() {
        return new Key<>(
                NAME,
                "a path or a list of paths",
                false,
                "none",
                "files with variables for its environment",
                Optional.empty(),
                true,
                Optional.empty(),
                Shape.anyOf(Shape.TEXT, Shape.list(Shape.TEXT)),
                (value, target) -> {});
    }

    /**
     * All variables of all files that a process names; the later files win.
     *
     * @param named takes each file
     */
    static Map<String, String> variables(Value process, Consumer<Path> named) {
        Map<String, String> all = new LinkedHashMap<>();
        process.child(NAME).filter(v -> !v.isNothing()).ifPresent(value -> {
            List<Value> paths = value.isList() ? value.items("a list of paths", "") : List.of(value);
            paths.forEach(path -> Types.path(".env").read(path).ifPresent(file -> {
                named.accept(file);
                all.putAll(variables(file, path));
            }));
        });
        return all;
    }

    private static Map<String, String> variables(Path file, Value named) {
        Path folder = named.scope().folder();
        Path shown = file.startsWith(folder) ? folder.relativize(file) : file;
        return EnvFiles.read(file, shown.toString(), named::report);
    }
}
