package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The launcher is killed as nothing can prevent, and started again: its processes do not notice, and nobody misses a line. */
class KilledLauncherTest {
    private static final int DEATHS = 4;

    @TempDir
    Path folder;

    private Counters counters;

    @AfterEach
    void nothingLives() {
        counters.endAll();
    }

    @Test
    void theSameProcessesRunOnAndEachLineIsThereOnce() throws IOException {
        counters = new Counters(folder, List.of("steady", "bursts"));
        counters.configure("");
        Launched upkeep = Launched.run(folder, Adapter.VERTX, Map.of());
        try {
            upkeep.awaitErr("✓ steady").awaitErr("✓ bursts");
            List<Long> pids = counters.pids();
            Instant started = started(upkeep);
            for (int death = 0; death < DEATHS; death++) {
                counters.awaitMore();
                upkeep.kill();
                counters.awaitMore();
                upkeep = Launched.run(folder, Adapter.VERTX, Map.of());
                if (death % 2 == 0) {
                    upkeep.awaitErr("steady");
                }
            }
            upkeep.awaitErr("✓ steady").awaitErr("✓ bursts");
            JsonNode steady = process(upkeep, "steady");
            assertThat(steady.get("pid").asLong()).isEqualTo(pids.get(0));
            assertThat(started(upkeep)).isCloseTo(started, within(1, ChronoUnit.SECONDS));
            assertThat(steady.get("restartCount").asInt()).isZero();
            assertThat(counters.pids()).isEqualTo(pids);

            upkeep.signal("TERM");

            assertThat(upkeep.exitCode()).isEqualTo(143);
            assertThat(counters.living()).isEmpty();
            counters.check();
            assertThat(folder.resolve(".upkeep/spool")).isEmptyDirectory();
        } finally {
            upkeep.close();
        }
    }

    private Instant started(Launched upkeep) throws IOException {
        return Instant.parse(process(upkeep, "steady").get("startTime").asString());
    }

    private JsonNode process(Launched upkeep, String id) throws IOException {
        String token = Files.readString(folder.resolve(".upkeep/token")).strip();
        return Http.json(Http.api(upkeep.apiPort(), "GET", "/api/processes", token))
                .get("processes")
                .valueStream()
                .filter(p -> p.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
