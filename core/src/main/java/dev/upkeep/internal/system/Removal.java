package dev.upkeep.internal.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The removal of files that nobody needs any more, and that may be gone already. */
public final class Removal {
    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    private Removal() {}

    /** Removes one. If that cannot be, it is said in the log, and is all. */
    public static void of(Path file) {
        if (!file.toFile().delete()) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("{}: cannot be removed: {}", file, FileTrouble.say(e));
            }
        }
    }
}
