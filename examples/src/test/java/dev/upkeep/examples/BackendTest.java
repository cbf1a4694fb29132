package dev.upkeep.examples;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.testkit.junit.Managed;
import dev.upkeep.testkit.junit.ManagedProcess;
import dev.upkeep.testkit.junit.Ready;
import dev.upkeep.testkit.junit.UpkeepTest;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;

/** A test that needs a real process beside it: the backend of the demo. */
@UpkeepTest
class BackendTest {
    @Managed
    static final ManagedProcess BACKEND = ManagedProcess.command("sh", "-c", "exec java Backend.java --port $PORT")
            .cwd("demo")
            .freePort("PORT")
            .waitingFor(Ready.http("/health"));

    @Test
    void saysWhoItIs(HttpClient http) throws Exception {
        assertThat(http.send(BACKEND.get("/"), ofString()).body()).startsWith("backend (pid ");
    }
}
