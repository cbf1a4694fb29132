package dev.upkeep.internal.config.yaml;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Problems;
import dev.upkeep.internal.config.problem.Span;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What is needed to read the values of one file.
 *
 * @param folder relative paths count from here; absolute
 * @param variables replaces variables in texts
 * @param problems takes what is wrong
 * @param positions learns where values stand
 */
public record Scope(Path folder, Variables variables, Problems problems, Positions positions) {
    /**
     * Of a file of which nothing has been read yet.
     *
     * @param directory holds the configuration
     * @param file as it is named there
     * @param variables replaces variables in texts
     */
    public static Scope of(Path directory, Path file, Variables variables) {
        Path whole = directory.toAbsolutePath().normalize();
        Path absolute = whole.resolve(file).normalize();
        String name = whole.relativize(absolute).toString();
        Path folder = Objects.requireNonNullElse(absolute.getParent(), absolute);
        return new Scope(folder, variables, new Problems(name), new Positions());
    }

    /**
     * The same, where some variables are set otherwise.
     *
     * @param values by their names
     */
    public Scope with(Map<String, String> values) {
        return new Scope(folder, variables.with(values), problems, positions);
    }

    void report(Code code, String pointer, String message, String help) {
        problems.add(code, nearest(pointer), pointer, message, help);
    }

    /**
     * Where something stands in the file.
     *
     * @param pointer to it
     * @return of the closest thing around it, if it does not stand there itself; unknown if only the whole file does
     */
    public Span nearest(String pointer) {
        return positions.nearest(pointer);
    }

    /**
     * A place as people say it.
     *
     * @param pointer to it
     * @return with all that is around it
     */
    public String place(String pointer) {
        return Pointers.place(pointer, problems.file());
    }
}
