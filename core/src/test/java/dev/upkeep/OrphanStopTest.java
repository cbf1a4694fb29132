package dev.upkeep;

import static dev.upkeep.testing.Waits.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.process.State;
import dev.upkeep.spec.ProcessSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a process is asked to end with, when it was launched by a supervisor that has been killed since. */
class OrphanStopTest {
    private static final ProcessId API = new ProcessId("api");

    @TempDir
    private Path folder;

    /** A supervisor to be killed. */
    public static final class Victim {
        private Victim() {}

        /**
         * Keeps the process.
         *
         * @param args the folder, and the signal
         */
        public static void main(String[] args) throws Exception {
            supervisor(Path.of(args[0]), Signal.valueOf(args[1])).start();
            new CountDownLatch(1).await(1, TimeUnit.MINUTES);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Signal.class,
            names = {"SIGTERM", "SIGQUIT", "SIGINT", "SIGUSR1"})
    void isTheSignalThatItWasConfiguredWith(Signal signal) throws Exception {
        Process victim = killed(signal);
        assertThat(victim.isAlive()).isFalse();
        long pid = Long.parseLong(Files.readString(folder.resolve("root")).strip());

        try (Upkeep next = supervisor(folder, signal)) {
            next.start().toCompletableFuture().join();
            until(() -> next.process(API).orElseThrow().state() == State.RUNNING);
            assertThat(next.process(API).orElseThrow().pid()).hasValue(pid);

            next.stop().toCompletableFuture().join();
        }

        assertThat(folder.resolve("got")).content().isEqualToIgnoringNewLines(signal.name());
        assertThat(ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .flatMap(p -> p.info().command()))
                .isEmpty();
        assertThat(folder.resolve("state/spool")).isEmptyDirectory();
    }

    private Process killed(Signal signal) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process victim = new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        folder.toString(),
                        signal.name())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("victim.txt").toFile())
                .start();
        try {
            until(() -> Files.exists(folder.resolve("api.pid")) && Files.exists(folder.resolve("root")));
        } finally {
            victim.destroyForcibly();
            assertThat(victim.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        return victim;
    }

    private static Upkeep supervisor(Path folder, Signal signal) {
        String name = signal.name().substring("SIG".length());
        String script = "trap 'echo SIG" + name + " >> got; exit 0' " + name
                + "; echo $$ > root.new; mv root.new root; while :; do sleep 0.05; done";
        return Upkeep.builder()
                .process(ProcessSpec.builder(API)
                        .command("sh", "-c", script)
                        .cwd(folder)
                        .pidFile(folder.resolve("api.pid"))
                        .logFile(folder.resolve("api.log"))
                        .stop(new ProcessSpec.StopPolicy(signal, Duration.ofSeconds(30)))
                        .build())
                .stateDirectory(folder.resolve("state"))
                .build();
    }
}
