package dev.upkeep.rest;

import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.upkeep.ActionResult;
import dev.upkeep.rest.access.Access;
import dev.upkeep.rest.access.Principal;
import dev.upkeep.rest.access.Role;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** Who did what, and who was refused. */
class AuditTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("upkeep.audit");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final VirtualTime time = new VirtualTime();
    private final ScriptedUpkeep upkeep = new ScriptedUpkeep().with(Statuses.running("api"));
    private final ManagementApi api = ManagementApi.builder(
                    upkeep,
                    Access.token(Asked.TOKEN)
                            .or(request -> request.header("authorization").equals(List.of("Bearer v"))
                                    ? Optional.of(new Principal("eve\u001b[31m\nroot", Role.VIEWER.permissions()))
                                    : Optional.empty()))
            .time(time, time)
            .build();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
        upkeep.outcome = completedStage(
                new ActionResult(ActionResult.Outcome.REACHED, true, Optional.of(upkeep.processes.get(0)), "done"));
    }

    @AfterEach
    void leave() {
        logger.detachAppender(logged);
    }

    @Test
    void anActionIsOneLineWithWhoAndWhat() {
        String id = Asked.post("/api/processes/api/restart").of(api).headers().get("Upkeep-Request-Id");

        assertThat(lines()).containsExactly("token from 127.0.0.1: restart api -> 200");
        assertThat(pairs())
                .contains("principal=token", "process=api", "outcome=200", "durationMs=0", "requestId=" + id);
    }

    @Test
    void anActionThatFailsIsOneToo() {
        Asked.post("/api/processes/apy/stop").of(api);

        assertThat(lines()).containsExactly("token from 127.0.0.1: stop apy -> 404");
    }

    @Test
    void looksAreNone() {
        Asked.get("/api/processes").of(api);
        Asked.get("/health").header("authorization").of(api);

        assertThat(lines()).isEmpty();
    }

    @Test
    void refusalsAreWrittenDownWithoutWhatStrangersSent() {
        Asked.get("/api/processes")
                .header("authorization", "Bearer CANARY_9f_long_enough")
                .of(api);
        Asked.get("/CANARY_9f%0a").of(api);
        Asked.get("/health").header("host", "CANARY_9f.example").of(api);
        Asked.get("/api").header("origin", "http://CANARY_9f.example").of(api);
        Asked.post("/api/processes/api/stop")
                .header("authorization", "Bearer v")
                .of(api);

        assertThat(lines())
                .containsExactly(
                        "- from 127.0.0.1: - - -> unauthorized",
                        "- from 127.0.0.1: - - -> bad-path",
                        "- from 127.0.0.1: - - -> host-not-allowed",
                        "- from 127.0.0.1: - - -> origin-not-allowed",
                        "eve?[31m?root from 127.0.0.1: - - -> forbidden");
    }

    @Test
    void whoListensIsToldOfActions() {
        Listening listening = Asked.get("/api/events?types=action").streamOf(api);
        listening.read();
        Asked.post("/api/processes/api/restart").of(api);
        time.pass();

        assertThat(listening.read())
                .singleElement()
                .satisfies(frame -> assertThat(frame.text())
                        .isEqualTo("{\"at\":\"2024-01-01T12:00:00.000Z\",\"principal\":\"token\","
                                + "\"action\":\"restart\",\"processId\":\"api\",\"status\":200}"));
    }

    private List<String> lines() {
        return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private List<String> pairs() {
        return logged.list.get(0).getKeyValuePairs().stream()
                .map((KeyValuePair pair) -> pair.key + "=" + pair.value)
                .toList();
    }
}
