package dev.upkeep;

import static dev.upkeep.testing.Waits.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.process.State;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.testing.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes whose root ends although nobody asked for it. */
class CrashTest {
    /** A zombie does not live; {@code kill -0} thinks otherwise. */
    private static final String LIVES = "grep -qs '^State:.[^ZX]' /proc/$pid/status";

    private static final ProcessId API = new ProcessId("api");

    @TempDir
    private Path folder;

    private Upkeep upkeep;

    @AfterEach
    void end() {
        upkeep.close();
    }

    /** Each launch notes which children of earlier ones it finds alive, and leaves one of its own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sleep 1000",
                "setsid sleep 1000",
                "sh -c 'sleep 1000 & sleep 1000'",
                "sh -c 'trap \"\" TERM; sleep 1000'"
            })
    void nothingThatItHasLeftLivesWhenItIsLaunchedAgain(String child) throws Exception {
        Machine.requireTools("setsid");
        start("touch left; for pid in $(cat left); do " + LIVES + " && echo $pid >> met; done; " + child
                + " & echo $! >> left; echo $$ >> roots; wait");
        for (int launches = 1; launches <= 3; launches++) {
            int count = launches;
            until(() -> lines("roots").size() == count && running());
            long root = Long.parseLong(lines("roots").get(count - 1));
            assertThat(ProcessHandle.of(root))
                    .map(ProcessHandle::destroyForcibly)
                    .contains(true);
        }
        until(() -> lines("roots").size() == 4 && running());

        assertThat(folder.resolve("met")).doesNotExist();
        assertThat(lines("left")).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void noLineIsLostOrOutOfOrderHoweverOftenItCrashes() throws Exception {
        int launches = 40;
        start("echo >> roots; n=$(wc -l < roots); echo $n begins; [ $n -lt " + launches
                + " ] && { echo $n ends; kill -9 $$; }; echo $n stays; sleep 1000");
        until(() -> lines("api.log").size() == 2 * launches);

        List<String> log = lines("api.log").stream()
                .map(line -> line.replaceFirst(".*STDOUT: ", ""))
                .toList();
        for (int i = 1; i < launches; i++) {
            assertThat(log.subList(2 * i - 2, 2 * i)).containsExactly(i + " begins", i + " ends");
        }
        assertThat(log).endsWith(launches + " begins", launches + " stays");
        assertThat(upkeep.process(API).orElseThrow().restartCount()).isEqualTo(launches - 1);
    }

    private boolean running() {
        return upkeep.process(API).orElseThrow().state() == State.RUNNING;
    }

    private List<String> lines(String file) throws IOException {
        Path path = folder.resolve(file);
        return Files.exists(path) ? Files.readAllLines(path) : List.of();
    }

    private void start(String script) {
        upkeep = Upkeep.builder()
                .process(ProcessSpec.builder(API)
                        .command("sh", "-c", script)
                        .cwd(folder)
                        .pidFile(folder.resolve("api.pid"))
                        .logFile(folder.resolve("api.log"))
                        .stop(new ProcessSpec.StopPolicy(Signal.SIGTERM, Duration.ofMillis(500)))
                        .restartPolicy(RestartPolicy.builder()
                                .maxAttempts(RestartPolicy.UNLIMITED)
                                .delay(Duration.ZERO)
                                .build())
                        .build())
                .stateDirectory(folder.resolve("state"))
                .build();
        upkeep.start().toCompletableFuture().join();
    }
}
