package dev.upkeep.internal.system;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

    /**
     * What one said.
     *
     * @param code it ended with; -1 if it did not in time
     * @param out on standard output, without what is blank around it
     * @param err on standard error, likewise
     */
    public record Answer(int code, String out, String err) {}

    /**
     * Runs it, waits, and takes what it says, which must be little.
     *
     * @throws IOException if it could not be started
     */
    public static Answer ask(List<String> command, Duration patience) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectInput(Redirect.from(NOTHING))
                .start();
        try {
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Answer(process.exitValue(), said(process.getInputStream()), said(process.getErrorStream()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return new Answer(-1, "", "no answer within " + patience.toSeconds() + " s");
    }

    private static String said(InputStream stream) throws IOException {
        return new String(stream.readNBytes(stream.available()), StandardCharsets.UTF_8).strip();
    }
}
