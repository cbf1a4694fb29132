package dev.upkeep.internal.system;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What is wrong with a file, for people: the JDK's own messages are often nothing but its name. */
public final class FileTrouble {
    private FileTrouble() {}

    public static String say(IOException trouble) {
        if (trouble instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be written (permission denied)";
        }
        if (trouble instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        if (trouble instanceof FileSystemException other && other.getReason() != null) {
            return other.getFile() + ": " + other.getReason();
        }
        return String.valueOf(trouble.getMessage());
    }
}
