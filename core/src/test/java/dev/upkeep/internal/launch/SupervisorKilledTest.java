package dev.upkeep.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.internal.linux.ProcFs;
import dev.upkeep.process.Command;
import dev.upkeep.process.Command.Inherited;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spi.ProcessLauncher.Launch;
import dev.upkeep.testing.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the end of a supervisor that could not say goodbye means to its processes. */
class SupervisorKilledTest {
    private static final String SCRIPT =
            "echo begun; while [ ! -e go ]; do sleep 0.01; done; echo $PPID; exec sleep 1000";

    @TempDir
    Path folder;

    /** A supervisor to be killed. */
    public static final class Victim {
        private Victim() {}

        /**
         * Launches the script and waits for its end.
         *
         * @param args the folder
         */
        public static void main(String[] args) throws Exception {
            Path folder = Path.of(args[0]);
            Bed bed = new Bed(folder);
            Command command = new Command("sh", List.of("-c", SCRIPT), Optional.of(folder), Map.of(), Inherited.ALL);
            bed.launcher.launch(new Launch(new ProcessId("web"), command, bed.pidFile(), bed.printed, Map.of()));
            new CountDownLatch(1).await(1, TimeUnit.MINUTES);
        }
    }

    @Test
    void theProcessLivesOnPrintsOnAndCanBeProvedFromItsPidFile() throws Exception {
        Process victim = supervisor();
        try {
            Path pidFile = folder.resolve("pids/web.pid");
            Waits.until(() -> Files.exists(pidFile));
            long pid = Long.parseLong(Files.readAllLines(pidFile).get(0));
            try {
                victim.toHandle().destroyForcibly();
                assertThat(victim.waitFor(30, TimeUnit.SECONDS)).isTrue();

                Files.createFile(folder.resolve("go"));

                Waits.until(() -> Files.readAllLines(spool()).size() == 2);
                assertThat(Bed.lives(pid)).isTrue();
                assertThat(Files.readAllLines(pidFile)).contains(proofs(pid).toArray(String[]::new));
            } finally {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
                Waits.until(() -> !Bed.lives(pid));
            }
        } finally {
            victim.destroyForcibly();
        }
    }

    private Process supervisor() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("supervisor.txt").toFile())
                .start();
    }

    private static List<String> proofs(long pid) {
        ProcFs proc = new ProcFs();
        return List.of(
                "start=" + proc.stat(pid).orElseThrow().start(),
                "boot=" + proc.bootId().orElseThrow(),
                "launch=" + proc.variable(pid, "UPKEEP_LAUNCH").orElseThrow());
    }

    private Path spool() throws Exception {
        try (java.util.stream.Stream<Path> files = Files.list(folder.resolve(".upkeep/spool"))) {
            return files.filter(file -> file.toString().endsWith(".out"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
