package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.schema.Shape;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.internal.config.yaml.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The path of a PEM file that is there and may be read. What it holds is looked at when it is used.
 *
 * @param example how it is written
 */
record ReadableFile(String example) implements Type<Path> {
    @Override
    public Shape shape() {
        return Shape.TEXT;
    }

    @Override
    public String noun() {
        return "a path";
    }

    @Override
    public Optional<Path> read(Value value) {
        return Types.path(example).read(value).filter(file -> isUsable(file, value));
    }

    private static boolean isUsable(Path file, Value value) {
        String name = shown(file, value);
        if (!Files.exists(file)) {
            value.report(
                    Code.UNREADABLE,
                    "the file " + name + " does not exist",
                    "create it, or write the path of another; a relative one counts from the folder of "
                            + value.scope().problems().file());
        } else if (Files.isDirectory(file)) {
            value.report(Code.UNREADABLE, value.name() + " is a folder, not a file", "write the path of a PEM file");
        } else if (!Files.isReadable(file)) {
            value.report(
                    Code.UNREADABLE,
                    "the file " + name + " may not be read by this user",
                    "give the user of Upkeep the right to read it");
        } else {
            return true;
        }
        return false;
    }

    private static String shown(Path file, Value value) {
        Path folder = value.scope().folder();
        Path shown = file.startsWith(folder) && !file.equals(folder) ? folder.relativize(file) : file;
        return Words.quoted(shown.toString());
    }
}
