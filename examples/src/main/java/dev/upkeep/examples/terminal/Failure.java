package dev.upkeep.examples.terminal;

import dev.upkeep.rest.access.TokenFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A command could not do what it was asked for; the message says why, the code what the JVM ends with. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    public Failure(int code, String message) {
        super(message);
        this.code = code;
    }

    /** Tells people of any exception that ended a command; returns the exit code. */
    public static int explain(Exception thrown, PrintWriter err) {
        if (thrown instanceof Failure failure) {
            err.println("upkeep: " + failure.getMessage());
            return failure.code;
        }
        if (thrown instanceof IOException || thrown instanceof UncheckedIOException) {
            err.println("upkeep: " + (thrown instanceof FileSystemException file ? say(file) : thrown.getMessage()));
            return isPortTaken(thrown) ? ExitCode.TAKEN : ExitCode.FAILED;
        }
        if (thrown instanceof TokenFileException) {
            err.println("upkeep: " + thrown.getMessage());
            return ExitCode.FAILED;
        }
        err.println("upkeep: this is a bug, please report it with what follows");
        thrown.printStackTrace(err);
        return ExitCode.BUG;
    }

    /** The exceptions about files often have a name for a message, and tell the trouble by their class. */
    private static String say(FileSystemException trouble) {
        String kind = trouble.getClass().getSimpleName().replace("Exception", "");
        String words = kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return trouble.getReason() == null ? words + ": " + trouble.getFile() : String.valueOf(trouble.getMessage());
    }

    private static boolean isPortTaken(@Nullable Throwable thrown) {
        return thrown != null && (thrown instanceof BindException || isPortTaken(thrown.getCause()));
    }
}
