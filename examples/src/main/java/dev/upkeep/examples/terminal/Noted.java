package dev.upkeep.examples.terminal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The address of the management interface, noted by {@code upkeep run} in the state directory for the other commands. That folder
 * is open to its owner only.
 */
public final class Noted {
    private static final String FILE = "address";

    private Noted() {}

    /** Notes it, all at once. */
    public static void address(Path stateDirectory, URI address) throws IOException {
        Path draft = stateDirectory.resolve(FILE + ".new");
        Files.writeString(draft, address + "\n");
        Files.move(draft, stateDirectory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Nothing runs here any more. */
    public static void forget(Path stateDirectory) throws IOException {
        Files.deleteIfExists(stateDirectory.resolve(FILE));
    }

    /** What was noted last; empty if nothing runs here, or if it was killed before it could note anything. */
    public static Optional<URI> address(Path stateDirectory) throws IOException {
        try {
            return Optional.of(
                    URI.create(Files.readString(stateDirectory.resolve(FILE)).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
