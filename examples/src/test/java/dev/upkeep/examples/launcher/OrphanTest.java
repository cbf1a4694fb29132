package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of processes whose launcher was killed, when the files say something else by then. */
class OrphanTest {
    @TempDir
    Path folder;

    private Counters counters;
    private Launched upkeep;

    @AfterEach
    void nothingLives() {
        upkeep.close();
        counters.endAll();
    }

    @Test
    void orphanPolicyKillEndsItAndLaunchesItAnew() throws IOException {
        long pid = left("orphanPolicy: kill");

        again();

        upkeep.awaitThat(() -> assertThat(counters.launches("steady")).isEqualTo(2));
        assertThat(counters.pid("steady")).isNotEqualTo(pid);
        checkAfterTheEnd();
    }

    @Test
    void whoseDescriptionHasChangedIsRestarted() throws IOException {
        long pid = left("");
        counters.configure("env: { CHANGED: \"yes\", MORE: \"too\" }");

        again();

        upkeep.awaitThat(() -> assertThat(counters.launches("steady")).isEqualTo(2));
        assertThat(counters.pid("steady")).isNotEqualTo(pid);
        checkAfterTheEnd();
    }

    @Test
    void whoseDescriptionIsTheSameIsNot() throws IOException {
        long pid = left("env: { A: a, B: b, C: c, D: d }\numask: 022");

        again();

        upkeep.awaitErr("✓ steady");
        assertThat(counters.pid("steady")).isEqualTo(pid);
        checkAfterTheEnd();
        assertThat(counters.launches("steady")).isEqualTo(1);
    }

    @Test
    void whatIsInNoConfigurationAnyMoreIsEndedAndItsLastLinesAreKept() throws IOException {
        left("");
        Files.writeString(
                folder.resolve("processes.yaml"),
                "processes:\n  other: { name: Other, command: sleep, args: [\"1000\"] }\n");

        again();

        upkeep.awaitThat(() -> assertThat(counters.living()).isEmpty());
        upkeep.awaitThat(() -> assertThat(folder.resolve(".upkeep/spool")).isDirectoryNotContaining("glob:**steady*"));
        checkAfterTheEnd();
    }

    @Test
    void whoWasRenamedBeforeIsAdoptedUnderItsNewIdAndNoLineIsLost() throws IOException {
        counters = new Counters(folder, List.of("steady"));
        counters.configure("");
        again();
        long pid = counters.pid("steady");
        upkeep.awaitErr("✓ steady");
        counters.awaitMore();
        Path file = folder.resolve("processes.yaml");
        Files.writeString(file, Files.readString(file).replace("  steady:", "  steadfast:"));

        String token = Files.readString(folder.resolve(".upkeep/token")).strip();
        Http.api(upkeep.apiPort(), "POST", "/api/processes/reload", token);
        upkeep.awaitThat(() -> assertThat(folder.resolve("pids/steadfast.pid")).exists());
        counters.awaitMore();
        upkeep.kill();
        counters.awaitMore();
        again();

        upkeep.awaitErr("✓ steadfast");
        assertThat(counters.pid("steady")).isEqualTo(pid);
        counters.awaitMore();
        upkeep.signal("TERM");
        assertThat(upkeep.exitCode()).isEqualTo(143);
        assertThat(counters.launches("steady")).isEqualTo(1);
        Path before = folder.resolve("logs/steady.log");
        Files.writeString(before, Files.readString(folder.resolve("logs/steadfast.log")), StandardOpenOption.APPEND);
        assertThat(counters.check()).isPositive();
        assertThat(folder.resolve(".upkeep/spool")).isEmptyDirectory();
    }

    /** Runs a launcher until its process prints, and kills it; answers the pid of the process. */
    private long left(String common) throws IOException {
        counters = new Counters(folder, List.of("steady"));
        counters.configure(common);
        again();
        long pid = counters.pid("steady");
        upkeep.awaitErr("✓ steady");
        counters.awaitMore();
        upkeep.kill();
        return pid;
    }

    private void again() {
        upkeep = Launched.run(folder, Adapter.VERTX, Map.of());
    }

    private void checkAfterTheEnd() throws IOException {
        upkeep.signal("TERM");
        assertThat(upkeep.exitCode()).isEqualTo(143);
        assertThat(counters.living()).isEmpty();
        assertThat(counters.check()).isPositive();
    }
}
