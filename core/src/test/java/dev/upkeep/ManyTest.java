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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Very many real processes at once. */
@Tag("long")
class ManyTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aThousandAreStartedListedAndStopped() throws Exception {
        startListAndStop(1000, "exec sleep 1000");
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void ofFiftyThatHaveStartedOthersNothingIsLeft() throws Exception {
        startListAndStop(50, "sleep 1000 & echo $! >> children; echo $$ has one; wait");

        List<String> children = Files.readAllLines(folder.resolve("children"));
        assertThat(children).hasSize(50).noneMatch(pid -> lives(Long.parseLong(pid)));
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void fiftyThatAreStoppedWhileTheyAreLaunchedLeaveNothing() throws Exception {
        Upkeep upkeep = supervisor(50, "echo $$ >> roots; sleep 1000 & echo $! >> roots; wait");
        upkeep.start();
        until(() -> Files.exists(folder.resolve("roots")));

        upkeep.close();

        assertThat(Files.readAllLines(folder.resolve("roots"))).noneMatch(pid -> lives(Long.parseLong(pid)));
        assertNoTraces();
    }

    private void startListAndStop(int count, String script) throws Exception {
        try (Upkeep upkeep = supervisor(count, script)) {
            upkeep.start().toCompletableFuture().join();
            until(() -> upkeep.processes().stream().allMatch(p -> p.state() == State.RUNNING));

            long[] pids = pids(upkeep);
            assertThat(pids).hasSize(count).doesNotHaveDuplicates();
            assertThat(LongStream.of(pids)).allMatch(ManyTest::lives);
            if (script.contains("children")) {
                until(() -> lines("children") == count);
            }

            upkeep.stop().toCompletableFuture().join();

            assertThat(upkeep.processes()).hasSize(count).allMatch(p -> p.state() == State.STOPPED);
            assertThat(LongStream.of(pids)).noneMatch(ManyTest::lives);
        }
        assertNoTraces();
    }

    private long[] pids(Upkeep upkeep) {
        return upkeep.processes().stream().mapToLong(p -> p.pid().orElseThrow()).toArray();
    }

    private long lines(String file) throws Exception {
        Path path = folder.resolve(file);
        return Files.exists(path) ? Files.readAllLines(path).size() : 0;
    }

    private void assertNoTraces() {
        assertThat(folder.resolve("pids")).isEmptyDirectory();
        assertThat(folder.resolve("state/spool")).isEmptyDirectory();
    }

    /** A zombie does not live; {@link ProcessHandle} thinks otherwise. */
    private static boolean lives(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private Upkeep supervisor(int count, String script) {
        UpkeepBuilder builder = Upkeep.builder().stateDirectory(folder.resolve("state"));
        List<ProcessSpec> specs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = "p" + i;
            specs.add(ProcessSpec.builder(new ProcessId(id))
                    .command("sh", "-c", script)
                    .cwd(folder)
                    .pidFile(folder.resolve("pids/" + id + ".pid"))
                    .logFile(folder.resolve("logs/" + id + ".log"))
                    .stop(new ProcessSpec.StopPolicy(Signal.SIGTERM, Duration.ofSeconds(30)))
                    .build());
        }
        specs.forEach(builder::process);
        return builder.build();
    }
}
