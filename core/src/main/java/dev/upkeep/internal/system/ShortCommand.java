package dev.upkeep.internal.system;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the system that does one small thing and ends. */
public final class ShortCommand {
    public static final File NOTHING = new File(File.separatorChar == '/' ? "/dev/null" : "NUL");

    private ShortCommand() {}

    /**
     * Runs it and waits.
     *
     * @return whether it ended with code 0 in time
     * @throws IOException if it could not be started
     */
    public static boolean run(List<String> command, long timeout, TimeUnit unit) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectInput(Redirect.from(NOTHING))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor(timeout, unit)) {
                return process.exitValue() == 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return false;
    }
}
