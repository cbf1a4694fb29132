package dev.upkeep;

import static dev.upkeep.testing.Waits.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upkeep.ProcessStatus.Resources;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.process.State;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpecBuilder;
import dev.upkeep.spec.Renewal;
import dev.upkeep.spec.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What real processes use, and what becomes of those that use too much. */
class ResourcesTest {
    private static final ProcessId API = new ProcessId("api");
    private static final long MB = 1 << 20;

    @TempDir
    private Path folder;

    private Upkeep upkeep;

    @AfterEach
    void end() {
        upkeep.close();
    }

    @Test
    void theWholeTreeIsCounted() {
        start(p -> p.command("sh", "-c", "sleep 1000 & sleep 1000 & while :; do :; done"));
        until(() -> used().filter(r -> r.children() == 2).isPresent());
        until(() ->
                used().filter(r -> r.cpuPercent() > 0 && !r.cpuTime().isZero()).isPresent());
        assertThat(used().orElseThrow().threads()).isEqualTo(3);
        assertThat(used().orElseThrow().memory()).isBetween(MB / 2, 100 * MB);
    }

    @Test
    void nothingIsSaidOfWhatDoesNotLive() {
        start(p -> p.command("sleep", "1000"));
        until(() -> used().isPresent());
        upkeep.stop().toCompletableFuture().join();
        assertThat(used()).isEmpty();
    }

    @Test
    @Timeout(240)
    void whoHoldsTooMuchMemoryEndsAndSaysHowMuch() {
        String eats = "import time\nheld = bytearray(64 << 20)\nfor i in range(0, len(held), 4096): held[i] = 1\n"
                + "time.sleep(1000)";
        start(p -> p.command("python3", "-c", eats)
                .renewal(Renewal.NEVER.withMemoryLimit(32 * MB))
                .restartPolicy(RestartPolicy.builder()
                        .delay(Duration.ofHours(1))
                        .maxDelay(Duration.ofHours(1))
                        .minUptime(Duration.ofHours(1))
                        .build()));
        await().atMost(Duration.ofMinutes(3)).until(() -> api().state() == State.BACKOFF);
        assertThat(api().reason().word()).isEqualTo("MemoryLimitExceeded");
        assertThat(api().reason().sentence()).matches("Holds \\d+ MB in memory, its limit is 32 MB; try 1 of 3 in 1 h");
    }

    @Test
    void aScheduledProcessRunsAgainAndAgainAndSaysWhenNext() {
        start(p -> p.command("true")
                .schedule(Schedule.builder("* * * * * *")
                        .timezone(ZoneId.of("UTC"))
                        .build()));
        until(() -> upkeep.process(API).orElseThrow().lastExit().isPresent());
        until(() -> api().state() == State.EXITED
                && api().reason().sentence().matches("Exited with code 0 after .*; next run at .* UTC"));
        assertThat(api().nextRun()).isPresent();
        assertThat(api().wanted()).isFalse();
    }

    private ProcessStatus api() {
        return upkeep.process(API).orElseThrow();
    }

    private Optional<Resources> used() {
        return api().resources();
    }

    private void start(UnaryOperator<ProcessSpecBuilder> details) {
        ProcessSpecBuilder spec = ProcessSpec.builder(API)
                .pidFile(folder.resolve("api.pid"))
                .logFile(folder.resolve("api.log"))
                .stop(new ProcessSpec.StopPolicy(Signal.SIGTERM, Duration.ofMillis(500)));
        upkeep = Upkeep.builder()
                .process(details.apply(spec).build())
                .stateDirectory(folder.resolve("state"))
                .build();
        upkeep.start().toCompletableFuture().join();
    }
}
