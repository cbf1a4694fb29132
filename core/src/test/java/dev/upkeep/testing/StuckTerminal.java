package dev.upkeep.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A character device that takes some kilobytes and then lets everybody wait who writes to it, until it is closed. */
public final class StuckTerminal implements AutoCloseable {
    private static final String SCRIPT = "import os, pty, sys, tty\n"
            + "main, sub = pty.openpty()\n"
            + "tty.setraw(sub)\n"
            + "print(os.ttyname(sub), flush=True)\n"
            + "sys.stdin.read()\n";

    private final Process process;
    private final Path path;

    /** One that takes no more than its buffer holds. */
    public StuckTerminal() throws IOException {
        process = new ProcessBuilder("python3", "-c", SCRIPT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        path = Path.of(
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine());
    }

    /**
     * Where it is.
     *
     * @return to write to
     */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
