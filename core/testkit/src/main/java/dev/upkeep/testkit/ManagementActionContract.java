package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Actions, on real processes, however long they take. */
abstract class ManagementActionContract extends ManagementTest {
    private static final int CALLERS = 64;

    @Test
    void actionsDoWhatTheySay() throws Exception {
        Message started = act("api", "start");
        assertThat(started.status()).isEqualTo(200);
        assertThat(started.text()).startsWith("{\"success\":true,").contains("\"isRunning\":true");
        long pid = upkeep().processes().get(0).pid().orElseThrow();
        assertThat(ProcessHandle.of(pid)).isPresent();

        Message stopped = act("api", "stop");
        assertThat(stopped.status()).isEqualTo(200);
        assertThat(stopped.text()).contains("\"changed\":true").contains("\"isRunning\":false");
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void anUnknownProcessIsNotFound() throws Exception {
        Message answer = act("apy", "start");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("\"suggestions\":[\"api\"]");
    }

    /** More callers wait than any small server has threads; the one who asks after them is still answered. */
    @Test
    void manyWhoWaitKeepNobodyElseWaiting() throws Exception {
        startStubborn();
        List<Wire> waiting = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Wire wire = connect();
            wire.send("POST /api/processes/stubborn/stop HTTP/1.1\r\n" + LOCAL + BEARER + "\r\n");
            waiting.add(wire);
        }
        assertThat(exchange("GET /api/processes/stubborn HTTP/1.1\r\n" + LOCAL + BEARER)
                        .text())
                .contains("\"isRunning\":true");
        upkeep().stop();
        upkeep().kill();
        upkeep().stop().toCompletableFuture().get(BOUND_SECONDS, TimeUnit.SECONDS);
        for (Wire wire : waiting) {
            assertThat(wire.readAnswer().text()).contains("stubborn");
        }
    }

    @Test
    void aCallerWhoLeavesDoesNoHarm() throws Exception {
        startStubborn();
        Wire gone = connect();
        gone.send("POST /api/processes/stubborn/stop HTTP/1.1\r\n" + LOCAL + BEARER + "\r\n");
        gone.reset();
        assertThat(exchange("GET /health HTTP/1.1\r\n" + LOCAL).status()).isIn(200, 503);
    }
}
