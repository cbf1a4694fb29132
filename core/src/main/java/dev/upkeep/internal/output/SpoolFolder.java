package dev.upkeep.internal.output;

import dev.upkeep.internal.system.StateDirectory;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spi.OutputSink;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** The folder of all spool files. Thread-safe. */
public final class SpoolFolder {
    private static final String NAME = "spool";

    private final Path stateDirectory;
    private volatile boolean closed;

    public SpoolFolder(Path stateDirectory) {
        this.stateDirectory = stateDirectory.toAbsolutePath().normalize();
    }

    /** Where it is, if it is. */
    public Path folder() {
        return stateDirectory.resolve(NAME);
    }

    /** Where it is; made if missing, and closed to others when it is asked for first. */
    public Path path() throws IOException {
        Path folder = folder();
        if (!closed || !folder.toFile().isDirectory()) {
            StateDirectory.at(stateDirectory).folder(NAME);
            closed = true;
        }
        return folder;
    }

    /** Makes the spool of a launch. */
    public Spool create(ProcessId id, String launch, OutputSink output) throws IOException {
        return Spool.create(path(), id, launch, output);
    }

    /** The launches of which there are files. */
    public Set<SpoolName> left() throws IOException {
        Set<SpoolName> found = new LinkedHashSet<>();
        Path folder = folder();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                files.forEach(file -> SpoolName.parse(file).ifPresent(found::add));
            }
        }
        return found;
    }
}
