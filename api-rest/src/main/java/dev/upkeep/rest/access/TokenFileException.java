package dev.upkeep.rest.access;

import java.nio.file.Path;

/** A token file can't be used. Nothing listens without one: the message says what to do. */
public final class TokenFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;

    TokenFileException(Path file, String problem, String remedy, Throwable cause) {
        super(file + ": " + problem + ". " + remedy, cause);
        this.file = file;
    }

    TokenFileException(Path file, String problem, String remedy) {
        super(file + ": " + problem + ". " + remedy);
        this.file = file;
    }

    /**
     * Which file.
     *
     * @return as it was given
     */
    public Path file() {
        return file;
    }
}
