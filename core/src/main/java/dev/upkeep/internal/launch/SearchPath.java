package dev.upkeep.internal.launch;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The folders in which programs are looked up, in order.
 *
 * @param folders absolute
 */
record SearchPath(List<Path> folders) {
    /**
     * Reads a {@code PATH}.
     *
     * @param variable its value
     * @param cwd what an empty or relative entry counts from
     */
    static SearchPath of(String variable, Path cwd) {
        return new SearchPath(Arrays.stream(variable.split(File.pathSeparator, -1))
                .map(cwd::resolve)
                .distinct()
                .toList());
    }

    /** The first program of this name, executable or not; an executable one in a later folder is preferred. */
    Optional<Path> find(String name) {
        return first(name, Files::isExecutable).or(() -> first(name, file -> true));
    }

    private Optional<Path> first(String name, Predicate<Path> wanted) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isRegularFile)
                .filter(wanted)
                .findFirst();
    }

    /** The name of a program in these folders that was probably meant. */
    Optional<String> nearest(String name) {
        TreeSet<String> names = new TreeSet<>();
        for (Path folder : folders) {
            String[] files = folder.toFile().list();
            Stream.ofNullable(files).flatMap(Arrays::stream).forEach(names::add);
        }
        return Suggestion.nearest(name, names).filter(found -> find(found).isPresent());
    }
}
