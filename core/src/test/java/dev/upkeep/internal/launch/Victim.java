package dev.upkeep.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.ProcessId;
import dev.upkeep.spi.ProcessLauncher.Launch;
import dev.upkeep.testing.Waits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM that launches a script, and is then killed as nothing can prevent. For each line read, it makes a file. */
public final class Victim {
    private Victim() {}

    /**
     * Launches the script, says so with a file, and waits for its end.
     *
     * @param args the folder and the script
     */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Bed bed = new Bed(folder);
        bed.launcher.launch(new Launch(
                new ProcessId("web"),
                bed.command("sh", "-c", args[1]),
                bed.pidFile(),
                (stream, time, text, truncated) -> touch(folder.resolve(text)),
                Map.of("said", "a\\b=\nc")));
        touch(folder.resolve("launched"));
        Waits.until(() -> isNoted(folder.resolve(".upkeep/spool")));
        touch(folder.resolve("noted"));
        new CountDownLatch(1).await(1, TimeUnit.MINUTES);
    }

    /** Whether the first line was read, and that was noted. */
    private static boolean isNoted(Path spool) throws IOException {
        try (Stream<Path> files = Files.list(spool)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".pos")).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(" 6 0 written")) {
                    return true;
                }
            }
            return false;
        }
    }

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Has a JVM launch a script, and kills it when it has read a line; answers the pid of the script. */
    static long leave(Path folder, String script, String seen) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process victim = new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        folder.toString(),
                        script)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("supervisor.txt").toFile())
                .start();
        try {
            Waits.until(() -> Files.exists(folder.resolve("launched")) && Files.exists(folder.resolve(seen)));
            return Long.parseLong(
                    Files.readAllLines(folder.resolve("pids/web.pid")).get(0));
        } finally {
            victim.destroyForcibly();
            assertThat(victim.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
