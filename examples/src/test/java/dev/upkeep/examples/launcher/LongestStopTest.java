package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.Dependencies;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProxySpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongestStopTest {
    @Test
    void theTimesOfThoseThatWaitForEachOtherAddUp() {
        ProcessSpec db = spec("db", 10);
        ProcessSpec api = spec("api", 5, "db");
        ProcessSpec web = spec("web", 3, "api", "db");
        assertThat(longest(db, api, web, spec("other", 12))).isEqualTo(Duration.ofSeconds(18));
        assertThat(longest(db, api, web, spec("other", 60))).isEqualTo(Duration.ofSeconds(60));
        assertThat(longest()).isZero();
    }

    private static Duration longest(ProcessSpec... specs) {
        return LongestStop.of(Configuration.of(List.of(specs), ProxySpec.DEFAULT));
    }

    private static ProcessSpec spec(String id, int seconds, String... needed) {
        return ProcessSpec.builder(new ProcessId(id))
                .command("node")
                .stop(new ProcessSpec.StopPolicy(Signal.SIGTERM, Duration.ofSeconds(seconds)))
                .dependsOn(Dependencies.on(needed))
                .build();
    }
}
