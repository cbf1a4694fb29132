package dev.upkeep.internal.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How a file looked from outside: written anew, put in the place of another, or reached by another link, it looks different.
 *
 * @param file which, with all links followed; as it was given if it is not there
 * @param state of the file; empty if it is not there
 */
public record FileStamp(Path file, Optional<State> state) {
    /**
     * What tells versions apart.
     *
     * @param modified in nanoseconds, as exact as the file system knows it
     * @param size in bytes
     * @param key of the inode
     */
    public record State(long modified, long size, String key) {}

    /** How some files look now. */
    public static List<FileStamp> of(Collection<Path> files) {
        return files.stream().map(FileStamp::of).toList();
    }

    private static FileStamp of(Path file) {
        try {
            Path real = file.toRealPath();
            BasicFileAttributes seen = Files.readAttributes(real, BasicFileAttributes.class);
            long modified = seen.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS);
            return new FileStamp(real, Optional.of(new State(modified, seen.size(), String.valueOf(seen.fileKey()))));
        } catch (IOException e) {
            return new FileStamp(file, Optional.empty()); // is not there, or not to be looked at
        }
    }
}
