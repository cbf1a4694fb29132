package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upkeep.Upkeep;
import dev.upkeep.examples.launcher.Ending.Patience;
import dev.upkeep.examples.terminal.ExitCode;
import dev.upkeep.process.ProcessId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a launcher one of whose processes does not come to its own. */
class EndingTest {
    private static final ProcessId STUCK = new ProcessId("stuck");
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofHours(1);
    private static final int INT = 2;

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();
    private final CompletableFuture<Integer> halted = new CompletableFuture<>();

    private Upkeep upkeep;

    @AfterEach
    void nothingOfItLives() {
        upkeep.close();
    }

    @Test
    void oneSignalIsAnEndInTime() throws Exception {
        whileStuck(new Patience(SHORT, LONG), ending -> ending.signalled(INT));

        assertThat(halted).isCompletedWithValue(ExitCode.FAILED);
    }

    @Test
    void twoAreAQuickerOne() throws Exception {
        whileStuck(new Patience(LONG, SHORT), ending -> {
            ending.signalled(INT);
            ending.signalled(INT);
        });

        assertThat(halted).isCompletedWithValue(130);
    }

    private void whileStuck(Patience patience, Consumer<Ending> signals) throws Exception {
        Ending ending;
        try (StuckTerminal terminal = new StuckTerminal()) {
            Files.writeString(folder.resolve("processes.yaml"), "processes:\n" + terminal.process());
            Files.writeString(folder.resolve("proxy.yaml"), "routes: []\n");
            upkeep = Upkeep.fromYaml(folder).build();
            ending = new Ending(upkeep, new Talk(new PrintWriter(said, true)), patience, halted::complete);
            upkeep.start();
            await().until(() -> !upkeep.logs(STUCK, 1).isEmpty());

            signals.accept(ending);

            await().atMost(30, TimeUnit.SECONDS).until(halted::isDone);
            assertThat(said.toString()).contains("Gave up waiting for the end", "  ✕ stuck", "  stopping: ");
        }
        assertThat(ending.code().get(30, TimeUnit.SECONDS)).isEqualTo(130);
    }
}
