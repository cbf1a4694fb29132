package dev.upkeep.examples.imports;

import java.nio.file.Path;

/**
 * A file to be read.
 *
 * @param file where it is
 * @param text what is in it
 */
record Source(Path file, String text) {
    /** What relative paths in it count from. */
    Path folder() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? Path.of("/") : parent;
    }

    /** The line that a text first stands in; 0 if it stands nowhere. */
    int lineOf(String part) {
        int at = text.indexOf(part);
        return at < 0
                ? 0
                : (int) text.substring(0, at).lines().count() + (at == 0 || text.charAt(at - 1) == '\n' ? 1 : 0);
    }
}
