package dev.upkeep.rest;

import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.ActionResult;
import dev.upkeep.ActionResult.Outcome;
import dev.upkeep.log.LogLine;
import dev.upkeep.log.Stream;
import dev.upkeep.process.State;
import dev.upkeep.rest.Asked.Answered;
import dev.upkeep.rest.access.Access;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer to an action waits for, and on what sight of the process somebody acts. */
class WaitTest {
    private final ScriptedUpkeep upkeep = new ScriptedUpkeep().with(Statuses.running("api"));
    private final ManagementApi api = ManagementApi.builder(upkeep, Access.token(Asked.TOKEN))
            .patience(Duration.ZERO)
            .build();

    @ParameterizedTest
    @CsvSource({
        "start?wait=none, 202",
        "stop?wait=none&timeout=2m, 202",
        "restart?wait=started&timeout=0, 202",
        "restart?wait=ready&timeout=1ms, 202",
        "stop?wait=stopped&timeout=0s, 202",
        "start?wait=stopped, 400",
        "stop?wait=ready, 400",
        "start?wait=, 400",
        "start?wait=READY, 400",
        "start?timeout=, 400",
        "start?timeout=-1, 400",
        "start?timeout=1h, 400",
        "start?timeout=soon, 400"
    })
    void onlyWhatMakesSenseIsWaitedFor(String verb, int status) {
        assertThat(Asked.post("/api/processes/api/" + verb).of(api).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "respond-async, respond-async",
        "wait=0, wait=0",
        "'handling=lenient, Wait=0', wait=0",
        "'wait=soon', ",
        "handling=strict, "
    })
    void whatIsPreferredIsAppliedIfItIsKnown(String prefer, String applied) {
        Answered answer =
                Asked.post("/api/processes/api/start").header("prefer", prefer).of(api);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.headers().get("Preference-Applied")).isEqualTo(applied);
    }

    @Test
    void parametersCountMoreThanPreferences() {
        Answered answer = Asked.post("/api/processes/api/start?timeout=0")
                .header("prefer", "wait=100")
                .of(api);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.headers()).doesNotContainKey("Preference-Applied");
    }

    @Test
    void whoWaitsForReadinessIsAnsweredWhenItIs() {
        upkeep.becomes(Statuses.in("api", State.RUNNING, true, false, Statuses.NOON));
        upkeep.outcome = completedStage(result(Outcome.REACHED));
        CompletableFuture<Integer> status = status("start?wait=ready&timeout=100s");
        assertThat(status).isNotDone();

        upkeep.becomes(Statuses.running("api"));

        assertThat(status.join()).isEqualTo(200);
        assertThat(upkeep.listeners).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"FAILED, 409", "STOPPED, 409", "EXITED, 409"})
    void whoWaitsForReadinessIsToldWhenItWillNotBe(State state, int expected) {
        upkeep.becomes(Statuses.in("api", State.RUNNING, true, false, Statuses.NOON));
        upkeep.outcome = completedStage(result(Outcome.REACHED));
        CompletableFuture<Integer> status = status("restart?wait=ready&timeout=100s");

        upkeep.becomes(Statuses.in("api", state, true, false, Statuses.NOON));

        assertThat(status.join()).isEqualTo(expected);
        assertThat(upkeep.listeners).isEmpty();
    }

    @Test
    void aFailedStartShowsTheLastLinesToThoseWhoMayReadThem() {
        upkeep.lines.add(new LogLine(1, Statuses.NOON, Stream.STDERR, "cannot find module", false));
        upkeep.outcome = completedStage(result(Outcome.FAILED));

        assertThat(Asked.post("/api/processes/api/start")
                        .of(api)
                        .json()
                        .get("logs")
                        .get(0)
                        .get("line")
                        .asString())
                .isEqualTo("cannot find module");
    }

    @Test
    void ofTwoWhoActOnTheSameSightOneIsRefused() {
        upkeep.outcome = completedStage(result(Outcome.REACHED));
        String etag = Asked.get("/api/processes/api").of(api).headers().get("ETag");

        assertThat(restart(etag).status()).isEqualTo(200);
        Answered second = restart(etag);
        assertThat(second.status()).isEqualTo(412);
        assertThat(second.code()).isEqualTo("process-changed");
        assertThat(upkeep.asked).hasSize(1);
        assertThat(restart("*").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\"", "W/\"x\"", "x"})
    void anotherSightIsRefused(String etag) {
        assertThat(restart(etag).status()).isEqualTo(412);
        assertThat(upkeep.asked).isEmpty();
    }

    @Test
    void whoKnowsTheListAlreadyIsToldSo() {
        String etag = Asked.get("/api/processes").of(api).headers().get("ETag");

        assertThat(etag).startsWith("W/\"");
        Answered same =
                Asked.get("/api/processes").header("if-none-match", etag).of(api);
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.headers()).containsEntry("ETag", etag).containsEntry("Upkeep-Api-Version", "1.2");
        upkeep.becomes(Statuses.stopped("api"));
        assertThat(Asked.get("/api/processes")
                        .header("if-none-match", etag)
                        .of(api)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whoKnowsItAlreadyIsToldSo() {
        String etag = Asked.get("/api/processes/api").of(api).headers().get("ETag");

        Answered same =
                Asked.get("/api/processes/api").header("if-none-match", etag).of(api);
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.text()).isEmpty();
        assertThat(same.headers()).containsEntry("ETag", etag).doesNotContainKeys("Content-Length", "Content-Type");
        upkeep.becomes(Statuses.stopped("api"));
        Answered other =
                Asked.get("/api/processes/api").header("if-none-match", etag).of(api);
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.json().get("etag").asString())
                .isEqualTo(other.headers().get("ETag"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'api,mail,web'",
        "?state=running, api",
        "'?state=stopped,backoff', 'mail,web'",
        "?ready=true, api",
        "?ready=false, 'mail,web'",
        "?q=AI, mail",
        "?q=x, ''",
        "?state=stopped&q=w, web"
    })
    void theListCanBeNarrowed(String query, String expected) {
        upkeep.with(Statuses.stopped("mail"), Statuses.stopped("web"));

        assertThat(String.join(
                        ",",
                        Asked.get("/api/processes" + query)
                                .of(api)
                                .json()
                                .get("processes")
                                .findValuesAsString("id")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?state=up", "?state=", "?ready=yes", "?state=running,"})
    void otherFiltersAreRefused(String query) {
        assertThat(Asked.get("/api/processes" + query).of(api).code()).isEqualTo("bad-parameter");
    }

    private CompletableFuture<Integer> status(String verb) {
        return api.handle(Asked.post("/api/processes/api/" + verb).request())
                .thenApply(response -> response.status())
                .toCompletableFuture();
    }

    private Answered restart(String etag) {
        return Asked.post("/api/processes/api/restart").header("if-match", etag).of(api);
    }

    private ActionResult result(Outcome outcome) {
        return new ActionResult(outcome, true, Optional.of(upkeep.processes.get(0)), "done");
    }
}
