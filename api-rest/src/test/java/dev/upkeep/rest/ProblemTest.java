package dev.upkeep.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.upkeep.rest.Asked.Answered;
import dev.upkeep.rest.access.Access;
import dev.upkeep.rest.internal.problem.Problem;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** What problem documents say, and what bugs of our own don't. */
class ProblemTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(ManagementApi.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final ScriptedUpkeep upkeep = new ScriptedUpkeep().with(Statuses.running("api"));
    private final ManagementApi api = ManagementApi.of(upkeep, Access.token(Asked.TOKEN));

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
        logger.setAdditive(true);
    }

    @Test
    void aProblemIsADocumentOfItsOwnType() {
        Answered answer = Asked.post("/api/processes/apy/stop").of(api);
        String id = answer.headers().get("Upkeep-Request-Id");

        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(answer.text())
                .isEqualTo("{\"type\":\"tag:upkeep.dev,2026:problem/process-not-found\",\"code\":\"process-not-found\","
                        + "\"title\":\"There is no such process\",\"status\":404,"
                        + "\"detail\":\"No process has the id \\\"apy\\\".\",\"instance\":\"/api/processes/apy/stop#"
                        + id
                        + "\",\"success\":false,\"suggestions\":[\"api\"]}");
        assertThat(logged.list).isEmpty();
    }

    @Test
    void aPathThatIsNotValidIsNotRepeated() {
        assertThat(Asked.get("/<script>").of(api).text()).doesNotContain("script");
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeHasAWordAStatusAndATitle(Problem.Code code) {
        assertThat(code.word()).matches("[a-z]+(-[a-z]+)*");
        assertThat(code.status()).isBetween(400, 503);
        assertThat(code.title()).isNotBlank().doesNotEndWith(".");
    }

    @Test
    void aBugIsLoggedOnceAndItsCauseStaysHere() {
        upkeep.outcome = CompletableFuture.failedStage(new IllegalStateException("CANARY_9f"));

        Answered answer = Asked.post("/api/processes/api/stop").of(api);
        String id = answer.headers().get("Upkeep-Request-Id");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("internal-error");
        assertThat(answer.json().get("requestId").asString()).isEqualTo(id);
        assertThat(answer.text()).doesNotContain("CANARY_9f").doesNotContain("IllegalState");
        assertThat(logged.list).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage()).contains(id);
            assertThat(event.getThrowableProxy().getMessage()).isEqualTo("CANARY_9f");
        });
    }

    @Test
    void aLoginThatThrowsIsABugAndOpensNothing() {
        ManagementApi broken = ManagementApi.of(upkeep, request -> {
            throw new IllegalStateException("login is down");
        });

        assertThat(Asked.post("/api/processes/api/stop").of(broken).status()).isEqualTo(500);
        assertThat(upkeep.asked).isEmpty();
    }

    @Test
    void requestsHaveDifferentIds() {
        String first = Asked.get("/health").of(api).headers().get("Upkeep-Request-Id");

        assertThat(Asked.get("/health").of(api).headers().get("Upkeep-Request-Id"))
                .isNotEqualTo(first);
    }
}
