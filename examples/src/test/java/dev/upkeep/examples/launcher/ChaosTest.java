package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Backends are killed and stopped at random, and so is the launcher, also while it takes over what the last one has left. The
 * backends keep books: in the end, each line is in the log files once, nothing ran twice at any time, nobody was launched
 * for any other reason than having been killed, and nothing lives.
 */
@Tag("long")
class ChaosTest {
    private static final int DEEDS = 40;
    private static final Duration LONGEST = Duration.ofSeconds(75);
    private static final List<String> NAMES = List.of("alpha", "beta", "bursts", "gamma");

    private static final String POLICY = """
            restartPolicy: { maxAttempts: -1, delay: 0 }
            stopTimeout: 2000
            """;

    @TempDir
    Path folder;

    private final long seed = Long.getLong("upkeep.chaos.seed", System.nanoTime());
    private final Random chance = new Random(seed);
    private final Map<String, Integer> kills = new HashMap<>();
    private int deaths;
    private Counters counters;
    private Launched upkeep;

    @AfterEach
    void nothingLives() {
        if (upkeep != null) {
            upkeep.close();
        }
        counters.endAll();
    }

    @Test
    void nothingIsLostDoubledOrLeftBehind() throws IOException {
        System.out.println("Chaos: seed " + seed + " (again with -Dupkeep.chaos.seed=" + seed + ")");
        counters = new Counters(folder, NAMES);
        counters.configure(POLICY);
        upkeep = Launched.run(folder, Adapter.VERTX, Map.of());
        counters.pids();
        long end = System.nanoTime() + LONGEST.toNanos();
        for (int deed = 0; deed < DEEDS && System.nanoTime() < end; deed++) {
            doOneOf(chance.nextInt(10), NAMES.get(chance.nextInt(NAMES.size())));
        }
        NAMES.forEach(name -> signal(counters.pid(name), "CONT"));
        NAMES.forEach(this::awaitReplaced);
        counters.awaitMore();
        upkeep.awaitErr("✓ alpha");

        upkeep.signal("TERM");

        assertThat(upkeep.exitCode()).isEqualTo(143);
        assertThat(counters.living()).as("left behind").isEmpty();
        long lines = counters.check();
        NAMES.forEach(name -> assertThat(counters.launches(name))
                .as("launches of " + name)
                .isEqualTo(1 + kills.getOrDefault(name, 0)));
        System.out.println("Chaos: " + deaths + " deaths of the launcher, " + kills.values() + " of backends; " + lines
                + " lines: 0 lost, 0 doubled; 0 processes doubled, 0 left behind");
    }

    private void doOneOf(int deed, String name) {
        switch (deed) {
            case 0, 1, 2 -> kill(name);
            case 3, 4 -> signal(counters.pid(name), "STOP");
            case 5, 6 -> signal(counters.pid(name), "CONT");
            case 7 -> die(() -> {});
            case 8 -> die(() -> kill(name));
            default -> dieWhileTakingOver();
        }
    }

    /** Only one that is known to be the last can be killed for certain; its successor is awaited before the next deed on it. */
    private void kill(String name) {
        awaitReplaced(name);
        long pid = counters.pid(name);
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
        kills.merge(name, 1, Integer::sum);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !ProcessHandle.of(pid).filter(Launched::lives).isPresent());
    }

    private void awaitReplaced(String name) {
        await().atMost(Duration.ofSeconds(60)).until(() -> counters.launches(name) == 1 + kills.getOrDefault(name, 0));
    }

    private void die(Runnable meanwhile) {
        NAMES.forEach(this::awaitReplaced);
        upkeep.kill();
        deaths++;
        meanwhile.run();
        upkeep = Launched.run(folder, Adapter.VERTX, Map.of());
    }

    private void dieWhileTakingOver() {
        die(() -> {});
        Launched born = upkeep;
        long patience = chance.nextInt(1500);
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(60))
                .until(() -> born.age().toMillis() >= patience);
        upkeep.kill();
        deaths++;
        upkeep = Launched.run(folder, Adapter.VERTX, Map.of());
    }

    private static void signal(long pid, String name) {
        Tools.output("kill", "-" + name, Long.toString(pid));
    }
}
