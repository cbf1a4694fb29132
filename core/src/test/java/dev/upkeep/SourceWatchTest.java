package dev.upkeep;

import static dev.upkeep.testing.Waits.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.restart.RestartPolicy.Condition;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpecBuilder;
import dev.upkeep.spec.SourceWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files that change below real processes. */
class SourceWatchTest {
    private static final ProcessId API = new ProcessId("api");

    @TempDir
    private Path folder;

    private final List<String> reasons = new CopyOnWriteArrayList<>();
    private Upkeep upkeep;

    @BeforeEach
    void make() throws IOException {
        Files.createDirectories(folder.resolve("src/inner"));
        Files.createDirectories(folder.resolve("node_modules"));
    }

    @AfterEach
    void end() {
        upkeep.close();
    }

    @Test
    void aChangedSourceBringsANewProcessAndIsNamed() throws IOException {
        start(p -> p.command("sleep", "1000"));
        long before = pid();
        Files.writeString(folder.resolve("src/inner/app.js"), "let a = 1;");
        until(() -> upkeep.process(API).orElseThrow().restartCount() == 1 && state() == State.RUNNING);
        assertThat(pid()).isNotEqualTo(before);
        assertThat(reasons).contains("Being restarted, because src/inner/app.js has changed");
        assertThat(upkeep.process(API).orElseThrow().attempts()).isZero();
    }

    @Test
    void whatToolsWriteIsNoChange() throws IOException {
        start(p -> p.command("sleep", "1000"));
        Files.writeString(folder.resolve("node_modules/tool.js"), "tool");
        Files.writeString(folder.resolve("src/app.js"), "people");
        until(() -> upkeep.process(API).orElseThrow().restartCount() >= 1 && state() == State.RUNNING);
        assertThat(reasons).noneMatch(r -> r.contains("node_modules"));
    }

    @Test
    void aFolderThatIsNewIsWatchedToo() throws IOException {
        start(p -> p.command("sleep", "1000"));
        Files.createDirectories(folder.resolve("src/new"));
        until(() -> upkeep.process(API).orElseThrow().restartCount() == 1 && state() == State.RUNNING);
        Files.writeString(folder.resolve("src/new/app.js"), "let a = 1;");
        until(() -> upkeep.process(API).orElseThrow().restartCount() == 2 && state() == State.RUNNING);
    }

    @Test
    void whoHasFailedIsStartedWhenItsSourceIsMended() throws IOException {
        Path program = Files.writeString(folder.resolve("src/app.sh"), "exit 1");
        start(p -> p.command("sh", program.toString())
                .restartPolicy(
                        RestartPolicy.builder().condition(Condition.NEVER).build()));
        until(() -> state() == State.FAILED);
        Files.writeString(program, "sleep 1000");
        until(() -> state() == State.RUNNING);
    }

    private State state() {
        return upkeep.process(API).orElseThrow().state();
    }

    private long pid() {
        return upkeep.process(API).orElseThrow().pid().orElseThrow();
    }

    private void start(UnaryOperator<ProcessSpecBuilder> details) {
        ProcessSpecBuilder spec = ProcessSpec.builder(API)
                .cwd(folder)
                .pidFile(folder.resolve("pids/api.pid"))
                .logFile(folder.resolve("logs/api.log"))
                .watch(SourceWatch.USUAL);
        upkeep = Upkeep.builder()
                .process(details.apply(spec).build())
                .stateDirectory(folder.resolve(".upkeep"))
                .build();
        upkeep.listen(event -> {
            if (event instanceof UpkeepEvent.StateChanged change) {
                reasons.add(change.status().reason().sentence());
            }
        });
        upkeep.start().toCompletableFuture().join();
    }
}
