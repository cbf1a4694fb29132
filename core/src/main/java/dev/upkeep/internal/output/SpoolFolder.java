package dev.upkeep.internal.output;

import dev.upkeep.internal.system.StateDirectory;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spi.OutputSink;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The folder of all spool files. Thread-safe. */
public final class SpoolFolder {
    private static final String NAME = "spool";

    private final Path stateDirectory;
    private @Nullable Map<String, List<Path>> left; // by process; guarded by this

    public SpoolFolder(Path stateDirectory) {
        this.stateDirectory = stateDirectory;
    }

    /** Makes the spool of a launch, and removes what earlier supervisors left of the same process. */
    public Spool create(ProcessId id, String launch, OutputSink output) throws IOException {
        Path folder = StateDirectory.at(stateDirectory).folder(NAME);
        clear(folder, id);
        return Spool.create(folder, id, launch, output);
    }

    /** Whoever still reads what is removed here can go on doing so. */
    private synchronized void clear(Path folder, ProcessId id) throws IOException {
        Map<String, List<Path>> known = left;
        if (known == null) {
            known = list(folder);
            left = known;
        }
        List<Path> files = known.remove(id.value());
        if (files != null) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Map<String, List<Path>> list(Path folder) throws IOException {
        Map<String, List<Path>> found = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                found.computeIfAbsent(Spool.processOf(file), id -> new ArrayList<>())
                        .add(file);
            }
        }
        return found;
    }
}
