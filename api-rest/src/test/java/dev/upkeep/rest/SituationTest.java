package dev.upkeep.rest;

import static dev.upkeep.ActionResult.Outcome.DISABLED;
import static dev.upkeep.ActionResult.Outcome.FAILED;
import static dev.upkeep.ActionResult.Outcome.OVERTAKEN;
import static dev.upkeep.ActionResult.Outcome.REACHED;
import static dev.upkeep.ActionResult.Outcome.SHUTTING_DOWN;
import static dev.upkeep.ActionResult.Outcome.UNKNOWN_PROCESS;
import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.upkeep.ActionResult;
import dev.upkeep.rest.Asked.Answered;
import dev.upkeep.rest.access.Access;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which status and code each outcome of an action has. */
class SituationTest {
    private final ScriptedUpkeep upkeep =
            new ScriptedUpkeep().with(Statuses.running("api"), Statuses.stopped("mail"), Statuses.stopped("mailer"));
    private final ManagementApi api = ManagementApi.builder(upkeep, Access.token(Asked.TOKEN))
            .patience(Duration.ZERO)
            .build();

    static Stream<Arguments> outcomes() {
        return Stream.of(
                arguments("start", REACHED, 200, ""),
                arguments("stop", REACHED, 200, ""),
                arguments("restart", REACHED, 200, ""),
                arguments("start", FAILED, 409, "start-failed"),
                arguments("restart", FAILED, 409, "start-failed"),
                arguments("stop", FAILED, 409, "stop-failed"),
                arguments("start", OVERTAKEN, 409, "overtaken"),
                arguments("start", DISABLED, 409, "process-disabled"),
                arguments("stop", UNKNOWN_PROCESS, 404, "process-not-found"),
                arguments("start", SHUTTING_DOWN, 503, "shutting-down"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void eachOutcomeHasItsStatus(String verb, ActionResult.Outcome outcome, int status, String code) {
        upkeep.outcome = completedStage(result(outcome));

        Answered answer = Asked.post("/api/processes/api/" + verb).of(api);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().get("success").asBoolean()).isEqualTo(status == 200);
        assertThat(answer.text()).contains(status == 404 ? "api" : "what core says");
    }

    @ParameterizedTest
    @CsvSource({"start, START", "stop, STOP", "restart, RESTART"})
    void theVerbIsWhatIsAskedFor(String verb, String action) {
        Asked.post("/api/processes/api/" + verb).of(api);

        assertThat(upkeep.asked).containsExactly(action + " api");
    }

    @Test
    void aReachedActionTellsWhetherItChangedAnythingAndHowTheProcessIs() {
        upkeep.outcome = completedStage(result(REACHED));

        Answered answer = Asked.post("/api/processes/api/start").of(api);

        assertThat(answer.names()).containsExactly("success", "message", "changed", "process");
        assertThat(answer.json().get("changed").asBoolean()).isFalse();
        assertThat(answer.json().get("process").get("state").asString()).isEqualTo("running");
    }

    @ParameterizedTest
    @CsvSource({"start, starting", "stop, stopping", "restart, restarting"})
    void anActionThatTakesLongGoesOnAndIsAnsweredWith202(String verb, String doing) {
        Answered answer = Asked.post("/api/processes/api/" + verb).of(api);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.headers()).containsEntry("Location", "/api/processes/api");
        assertThat(answer.json().get("message").asString()).isEqualTo("api is still " + doing);
        assertThat(answer.json().get("changed").asBoolean()).isTrue();
        assertThat(answer.json().get("process").get("id").asString()).isEqualTo("api");
    }

    @Test
    void aFailedStartShowsTheProcess() {
        upkeep.outcome = completedStage(result(FAILED));

        Answered answer = Asked.post("/api/processes/api/start").of(api);

        assertThat(answer.json().get("processId").asString()).isEqualTo("api");
        assertThat(answer.json().get("process").get("id").asString()).isEqualTo("api");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/processes/mailr",
        "GET, /api/processes/mailr/logs",
        "POST, /api/processes/mailr/start",
        "POST, /api/processes/mailr/stop",
        "POST, /api/processes/MAILR/restart"
    })
    void anUnknownProcessIsNotFoundAndAskedBackAbout(String method, String target) {
        Answered answer = Asked.with(method, target).of(api);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("process-not-found");
        assertThat(answer.json().get("suggestions").toString()).isEqualTo("[\"mail\",\"mailer\"]");
        assertThat(upkeep.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-x", "_", "'...'", "thisIsNoIdBecauseItIsMuchLongerThanSixtyFourCharactersWhichIsTheLimit"})
    void whatCannotBeAnIdIsNotFoundEither(String id) {
        assertThat(Asked.get("/api/processes/" + id).of(api).code()).isEqualTo("process-not-found");
    }

    private ActionResult result(ActionResult.Outcome outcome) {
        return new ActionResult(outcome, false, Optional.of(upkeep.processes.get(0)), "what core says");
    }
}
