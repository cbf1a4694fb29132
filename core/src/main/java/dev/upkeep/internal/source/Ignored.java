package dev.upkeep.internal.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What does not count as source.
 *
 * @param names of files and folders, wherever they are
 * @param files besides
 */
record Ignored(List<Pattern> names, Set<Path> files) {
    static Ignored of(List<String> names, Set<Path> files) {
        return new Ignored(names.stream().map(Ignored::pattern).toList(), files);
    }

    /** Everything but the star is meant as it is written. */
    private static Pattern pattern(String name) {
        String expression = Stream.of(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(expression);
    }

    boolean has(Path path) {
        String name = String.valueOf(path.getFileName());
        return files.contains(path)
                || names.stream().anyMatch(p -> p.matcher(name).matches());
    }
}
