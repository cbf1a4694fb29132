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
    private static final String POLICY = "restartPolicy: { maxAttempts: 1, delay: 0, minUptime: 1s }";

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

    @Test
    void whatWasRolledBackToStaysUntilItEndsAndTheFailedVersionIsNotTriedBefore() throws IOException {
        long pid = leftRolledBack();

        again();
        upkeep.awaitErr("✓ steady");
        counters.awaitMore();
        upkeep.kill();
        again();

        upkeep.awaitErr("✓ steady");
        counters.awaitMore();
        assertThat(counters.living()).containsExactly(pid);
        assertThat(api("GET", "/api/processes")).contains("rolled back earlier: the new version has failed: Exited");
        assertThat(upkeep.out())
                .contains("stays as it was rolled back to earlier")
                .doesNotContain("nobody watched");
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        upkeep.awaitErr("failed: ");
        assertThat(api("GET", "/api/processes")).doesNotContain("rolled back");
        checkAfterTheEnd();
        assertThat(counters.launches("steady")).isEqualTo(2);
    }

    @Test
    void theFailedVersionIsNotWhatTheNextOneIsRolledBackTo() throws IOException {
        leftRolledBack();
        again();
        upkeep.awaitErr("✓ steady");

        configure("\"false\"", POLICY + "\nenv: { A: other }");
        api("POST", "/api/processes/reload");

        upkeep.awaitErr("failed: ");
        checkAfterTheEnd();
        assertThat(upkeep.err()).doesNotContain("rolled back: ");
    }

    /** Runs a launcher until it has rolled its process back from a version that fails, and kills it. */
    private long leftRolledBack() throws IOException {
        counters = new Counters(folder, List.of("steady"));
        counters.configure(POLICY);
        again();
        upkeep.awaitErr("✓ steady");
        long first = counters.pid("steady");
        configure("\"false\"", POLICY);
        api("POST", "/api/processes/reload");
        upkeep.awaitErr("rolled back: ");
        upkeep.awaitThat(() -> assertThat(counters.launches("steady")).isEqualTo(2));
        long pid = counters.pid("steady");
        assertThat(pid).isNotEqualTo(first);
        counters.awaitMore();
        upkeep.kill();
        return pid;
    }

    private void configure(String command, String common) throws IOException {
        counters.configure(common);
        Path file = folder.resolve("processes.yaml");
        Files.writeString(file, Files.readString(file).replace("command: python3", "command: " + command));
    }

    private String api(String method, String path) throws IOException {
        String token = Files.readString(folder.resolve(".upkeep/token")).strip();
        return Http.api(upkeep.apiPort(), method, path, token).body();
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
