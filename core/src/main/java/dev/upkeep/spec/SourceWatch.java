package dev.upkeep.spec;

import java.nio.file.Path;
import java.util.List;

/**
 * Which files a process is launched anew for when they change. For development.
 *
 * @param paths folders, with all that is below them, or files; empty for the folder that the process starts in
 * @param ignore names of files and folders that do not count, wherever they are; {@code *} stands for anything
 */
public record SourceWatch(List<Path> paths, List<String> ignore) {
    /** What tools write and people don't. */
    public static final List<String> USUALLY_IGNORED =
            List.of("node_modules", ".git", "target", "logs", "pids", ".upkeep", "__pycache__", "*.log", "*.swp", "*~");

    /** The folder that the process starts in, without what tools write. */
    public static final SourceWatch USUAL = new SourceWatch(List.of(), USUALLY_IGNORED);

    /** Copies the lists. */
    public SourceWatch {
        paths = List.copyOf(paths);
        ignore = List.copyOf(ignore);
    }
}
