package dev.upkeep.examples.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Starts the launcher: data goes to standard output, talk to standard error, both in UTF-8. */
public final class Main {
    private Main() {}

    /**
     * Runs one command and ends the JVM with its exit code.
     *
     * @param args as typed
     */
    public static void main(String[] args) {
        Spawning.quicken();
        int code = Commands.line(writer(FileDescriptor.out), writer(FileDescriptor.err))
                .execute(args);
        System.exit(code);
    }

    private static PrintWriter writer(FileDescriptor where) {
        return new PrintWriter(new FileOutputStream(where), true, StandardCharsets.UTF_8);
    }
}
