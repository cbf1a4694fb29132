package dev.upkeep.examples.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A character device that takes some kilobytes and then lets everybody wait who writes to it, until it is closed. A process
 * with such a log file does not come to its end: its output cannot be brought away.
 */
final class StuckTerminal implements AutoCloseable {
    private static final String SCRIPT = """
            import os, pty, sys, tty
            main, sub = pty.openpty()
            tty.setraw(sub)
            print(os.ttyname(sub), flush=True)
            sys.stdin.read()
            """;

    private final Process process;
    private final String path;

    StuckTerminal() throws IOException {
        Tools.require("python3");
        process = new ProcessBuilder("python3", "-c", SCRIPT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        path = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    /** An entry of {@code processes.yaml} for a process that prints more than the terminal takes. */
    String process() {
        return """
                  stuck:
                    name: Stuck
                    command: python3
                    args: ["-c", "import time; print(('x' * 999 + chr(10)) * 120, flush=True); time.sleep(1000)"]
                    stopTimeout: 10ms
                    logFile: %s
                """.formatted(path);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
