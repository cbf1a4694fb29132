package dev.upkeep.config;

import dev.upkeep.config.Diagnostic.Severity;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What is needed to read the values of one file.
 *
 * @param folder relative paths count from here; absolute
 * @param variables replaces variables in texts
 * @param problems takes what is wrong
 * @param positions learns where values stand
 */
record Scope(Path folder, Variables variables, Problems problems, Positions positions) {
    static Scope of(Path directory, Path file, Variables variables) {
        Path whole = directory.toAbsolutePath().normalize();
        Path absolute = whole.resolve(file).normalize();
        String name = whole.relativize(absolute).toString();
        Path folder = Objects.requireNonNullElse(absolute.getParent(), absolute);
        return new Scope(folder, variables, new Problems(name), new Positions());
    }

    void error(Code code, String pointer, String message, String help) {
        problems.error(code, positions.nearest(pointer), pointer, message, help);
    }

    void warning(Code code, String pointer, String message, String help) {
        problems.add(Severity.WARNING, code, positions.nearest(pointer), pointer, message, help);
    }

    String place(String pointer) {
        return Pointers.place(pointer, problems.file());
    }
}
