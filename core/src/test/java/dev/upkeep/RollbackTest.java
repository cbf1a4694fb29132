package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.route.Route;
import dev.upkeep.testing.Waits;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new version that does not work, over real files and processes. */
class RollbackTest {
    private static final ProcessId A = new ProcessId("a");
    private static final String GOOD = "exec sleep 1000";

    @TempDir
    private Path folder;

    private final List<String> rolledBack = new CopyOnWriteArrayList<>();
    private Upkeep upkeep;

    @AfterEach
    void close() {
        if (upkeep != null) {
            upkeep.close();
        }
    }

    @Test
    void aVersionThatFailsGivesWayToTheLastOneThatWorked() throws IOException {
        start("");
        write("exit 3", "");
        ReloadResult.Applied applied = (ReloadResult.Applied) join(upkeep.reload());
        assertThat(applied.restarted()).containsExactly(A);
        Waits.until(() -> !rolledBack.isEmpty() && status().state() == State.RUNNING);
        assertThat(rolledBack)
                .singleElement()
                .asString()
                .startsWith("the new version has failed: Exited with code 3 after ");
        assertThat(status().reason().sentence()).startsWith("Running; rolled back: the new version has failed");
        assertThat(inForce()).contains(GOOD);
    }

    @Test
    void theSameVersionIsNotTriedAgainUntilTheFileChanges() throws IOException {
        start("");
        write("exit 3", "");
        join(upkeep.reload());
        Waits.until(() -> !rolledBack.isEmpty() && status().state() == State.RUNNING);
        long pid = status().pid().orElseThrow();
        ReloadResult.Applied again = (ReloadResult.Applied) join(upkeep.reload());
        assertThat(again.unchanged()).containsExactly(A);
        assertThat(again.steps().get(0).reason()).isEqualTo("keeps its earlier version: the new one has failed");
        assertThat(status().pid()).hasValue(pid);
        write("exec sleep 2000", "");
        join(upkeep.reload());
        Waits.until(() -> status().state() == State.RUNNING && status().pid().orElse(pid) != pid);
        assertThat(inForce()).contains("exec sleep 2000");
        assertThat(status().reason().sentence()).isEqualTo("Running");
    }

    @Test
    void aVersionThatIsNotReadyInTimeGivesWayAndSoDoItsRoutes() throws IOException {
        String good = "http://127.0.0.1:" + freePort();
        String bad = "http://127.0.0.1:" + freePort();
        String serve = "exec python3 -m http.server --bind 127.0.0.1 "
                + URI.create(good).getPort();
        Files.writeString(folder.resolve("proxy.yaml"), route(good));
        write(serve, "    startTimeout: 300ms\n");
        begin();
        Waits.until(() -> status().ready());
        Files.writeString(folder.resolve("proxy.yaml"), route(bad));
        write("exec sleep 2000", "    startTimeout: 300ms\n");
        join(upkeep.reload());
        assertThat(targets()).containsExactly(bad);
        Waits.until(() -> !rolledBack.isEmpty() && status().ready());
        assertThat(rolledBack).singleElement().asString().startsWith("the new version was not ready within 300 ms: ");
        assertThat(inForce()).contains(serve);
        assertThat(targets()).containsExactly(good);
    }

    @Test
    void whoAsksForAPauseIsNotRolledBack() throws IOException {
        start("    updatePolicy: {failureAction: pause}\n");
        write("exit 3", "    updatePolicy: {failureAction: pause}\n");
        join(upkeep.reload());
        Waits.until(() -> status().state() == State.FAILED);
        assertThat(inForce()).contains("exit 3");
        assertThat(rolledBack).isEmpty();
    }

    @Test
    void whatWasDisabledMeanwhileDoesNotGoBackToBeingDisabled() throws IOException {
        start("");
        write(GOOD, "    enabled: false\n");
        join(upkeep.reload());
        Waits.until(() -> status().state() == State.DISABLED);
        write(GOOD, "    cwd: ./nowhere\n");
        join(upkeep.reload());
        Waits.until(() -> status().state() == State.FAILED);
        write("exit 5", "");
        join(upkeep.reload());
        Waits.until(() -> !rolledBack.isEmpty() && status().state() == State.RUNNING);
        assertThat(inForce()).contains(GOOD);
    }

    @Test
    void anEarlierVersionThatNeedsWhatIsRemovedIsNotKeptAnyLonger() throws IOException {
        String other = "  b:\n    name: B\n    command: sleep\n    args: [\"1000\"]\n";
        start("    dependsOn: [b]\n" + other);
        write("exit 3", other);
        join(upkeep.reload());
        Waits.until(() -> !rolledBack.isEmpty() && status().state() == State.RUNNING);
        write("exit 3", "");
        assertThat(join(upkeep.reload())).isInstanceOf(ReloadResult.Applied.class);
        assertThat(inForce()).contains("exit 3");
    }

    @Test
    void whatHasFailedSinceIsNotGoneBackTo() throws IOException {
        write("exit 4", "");
        begin();
        Waits.until(() -> status().state() == State.FAILED);
        write("exit 5", "");
        join(upkeep.reload());
        Waits.until(() -> status().state() == State.FAILED && inForce().contains("exit 5"));
        assertThat(rolledBack).isEmpty();
    }

    @Test
    void whatHasNeverWorkedHasNothingToGoBackTo() throws IOException {
        write("exit 1", "");
        begin();
        Waits.until(() -> status().state() == State.FAILED);
        upkeep.act(A, Upkeep.Action.STOP);
        write("exit 2", "");
        join(upkeep.reload());
        assertThat(inForce()).contains("exit 2");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String route(String target) {
        return "routes:\n  - target: " + target + "\n    process: a\n";
    }

    private List<String> targets() {
        return upkeep.configuration().proxy().routes().stream()
                .map(Route::target)
                .map(String::valueOf)
                .toList();
    }

    private List<String> inForce() {
        return upkeep.configuration().process(A).orElseThrow().command().args();
    }

    private void start(String more) throws IOException {
        write(GOOD, more);
        begin();
        Waits.until(() -> status().state() == State.RUNNING);
    }

    private void begin() {
        upkeep = Upkeep.fromYaml(folder).build();
        upkeep.listen(event -> {
            if (event instanceof UpkeepEvent.RolledBack back) {
                rolledBack.add(back.why());
            }
        });
        upkeep.start();
    }

    private void write(String script, String more) throws IOException {
        Files.writeString(
                folder.resolve("processes.yaml"),
                "processes:\n  a:\n    name: A\n    command: sh\n    args: [\"-c\", \"" + script
                        + "\"]\n    restartPolicy: {maxAttempts: 1, delay: 0}\n" + more);
    }

    private ProcessStatus status() {
        return upkeep.process(A).orElseThrow();
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
