package dev.upkeep.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.ActionResult;
import dev.upkeep.ReloadResult;
import dev.upkeep.rest.Asked.Answered;
import dev.upkeep.rest.access.Access;
import dev.upkeep.rest.access.Permission;
import dev.upkeep.rest.access.Principal;
import dev.upkeep.rest.http.ApiRequest;
import dev.upkeep.spec.TokenSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets through, and who does not; {@link MatrixTest} has all the combinations. */
class GateTest {
    private final ScriptedUpkeep upkeep = new ScriptedUpkeep().with(Statuses.running("api"));
    private final ManagementApi api = ManagementApi.of(upkeep, GateTest::identify);
    private static final Access ADMIN = Access.token(Asked.TOKEN);

    GateTest() {
        upkeep.outcome = CompletableFuture.completedStage(
                new ActionResult(ActionResult.Outcome.REACHED, true, Optional.of(upkeep.processes.get(0)), "done"));
        upkeep.reloaded = CompletableFuture.completedStage(new ReloadResult.Impossible("made in code"));
    }

    private static Optional<Principal> identify(ApiRequest request) {
        return request.header("authorization").equals(List.of("Bearer viewer"))
                ? Optional.of(new Principal("viewer", Set.of(Permission.READ)))
                : ADMIN.identify(request);
    }

    @Test
    void whatComesThroughTheProxyIsRefusedWhateverItMayShow() {
        Asked request = Asked.get("/health").header("host", "localhost").header("via", "1.1 upkeep");
        assertThat(request.of(api).status()).isEqualTo(403);
        assertThat(request.of(api).code()).isEqualTo("host-not-allowed");
        assertThat(Asked.get("/health").header("via", "1.1 squid").of(api).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost:1", "127.0.0.1", "127.0.0.1:9900", "[::1]", "[::1]:65535"})
    void namesOfThisMachinesLoopbackAreServed(String host) {
        assertThat(Asked.get("/health").header("host", host).of(api).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost.evil.example",
                "evil.example",
                "localhost.",
                "localhost:",
                "localhost:x",
                "localhost:123456",
                "localhost,localhost",
                "user@localhost",
                " localhost",
                "localhost/",
                "127.0.0.2",
                "[::2]",
                "::1",
                "0.0.0.0",
                "ops.example"
            })
    void othersAreNot(String host) {
        Answered answer = Asked.get("/health").header("host", host).of(api);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("host-not-allowed");
    }

    @Test
    void configuredNamesAreServedToo() {
        ManagementApi named = ManagementApi.builder(upkeep, ADMIN)
                .hosts("Ops.example", "10.0.0.7")
                .build();

        assertThat(Asked.get("/health")
                        .header("host", "ops.example:9900")
                        .of(named)
                        .status())
                .isEqualTo(200);
        assertThat(Asked.get("/health").header("host", "10.0.0.7").of(named).status())
                .isEqualTo(200);
        assertThat(Asked.get("/health").header("host", "localhost").of(named).status())
                .isEqualTo(200);
        assertThat(Asked.get("/health")
                        .header("host", "x.ops.example")
                        .of(named)
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer, 401",
        "'', 401",
        "upk_for-tests-0123456789, 401",
        "Basic upk_for-tests-0123456789, 401",
        "Bearer upk_for-tests-012345678, 401",
        "Bearer upk_for-tests-0123456789 x, 401",
        "Bearer upk_for-tests-0123456789, 200",
        "bearer   upk_for-tests-0123456789, 200"
    })
    void onlyTheTokenItselfOpens(String credentials, int status) {
        Answered answer =
                Asked.get("/api/processes").header("authorization", credentials).of(api);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).doesNotContain("upk_");
    }

    @Test
    void tokensOfTheFileCountAsSoonAsTheyStandThere() {
        List<TokenSpec> file = new ArrayList<>();
        ManagementApi named = ManagementApi.of(upkeep, ADMIN.or(Access.tokens(() -> file)));
        Asked asked = Asked.get("/api/processes").header("authorization", "Bearer viewer-viewer-viewer");
        assertThat(asked.of(named).status()).isEqualTo(401);
        file.add(new TokenSpec(
                "looker",
                TokenSpec.Role.VIEWER,
                "sha256:a3fa9c380085f6da025455058a83601bbf684f0791a622348b780be8a9b4fba3"));

        assertThat(asked.of(named).status()).isEqualTo(200);
        assertThat(Asked.post("/api/processes/api/stop")
                        .header("authorization", "Bearer viewer-viewer-viewer")
                        .of(named)
                        .code())
                .isEqualTo("forbidden");
        file.clear();
        assertThat(asked.of(named).status()).isEqualTo(401);
    }

    @Test
    void twoTokensAreNone() {
        String right = "Bearer " + Asked.TOKEN;

        assertThat(Asked.get("/api/processes")
                        .header("authorization", right, right)
                        .of(api)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whoeverHasNoTokenIsToldWhichKind() {
        Answered answer = Asked.get("/api/processes").header("authorization").of(api);

        assertThat(answer.headers()).containsEntry("WWW-Authenticate", "Bearer realm=\"upkeep\"");
        assertThat(answer.code()).isEqualTo("unauthorized");
    }

    @Test
    void whoeverMayNotIsToldWhatIsMissing() {
        Answered answer = Asked.post("/api/processes/api/stop")
                .header("authorization", "Bearer viewer")
                .of(api);

        assertThat(answer.code()).isEqualTo("forbidden");
        assertThat(answer.json().get("permission").asString()).isEqualTo("control");
        assertThat(upkeep.asked).isEmpty();
    }

    @Test
    void whatDoesNotExistIsNotTalkedAboutWithStrangers() {
        assertThat(Asked.get("/api/secret").header("authorization").of(api).status())
                .isEqualTo(401);
        assertThat(Asked.get("/api/secret").of(api).code()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /api/processes, 'GET, HEAD'",
        "POST, /health, 'GET, HEAD'",
        "OPTIONS, /api/processes/api, 'GET, HEAD'",
        "GET, /api/processes/api/stop, POST",
        "PUT, /api/processes/api/stop, POST",
        "GET, /api/processes/reload, POST",
        "get, /api/processes, 'GET, HEAD'"
    })
    void otherMethodsAreRefusedWithThoseAllowed(String method, String target, String allowed) {
        Answered answer = Asked.with(method, target).of(api);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.code()).isEqualTo("method-not-allowed");
        assertThat(answer.headers()).containsEntry("Allow", allowed);
        assertThat(upkeep.asked).isEmpty();
    }

    @Test
    void headIsRefusedWhereGetIs() {
        assertThat(Asked.with("HEAD", "/api/processes/api/stop").of(api).status())
                .isEqualTo(405);
        assertThat(upkeep.asked).isEmpty();
    }

    @Test
    void aBodyIsRefused() {
        Answered answer = Asked.post("/api/processes/api/stop").body().of(api);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("body-not-allowed");
        assertThat(upkeep.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/processes?x=1",
                "/health?verbose",
                "/api/processes/api/logs?line=100",
                "/api/processes/api/logs?lines=1&lines=2",
                "/api/processes/api/logs?lines=%",
                "/api/processes/api/logs?=",
                "/api/processes/api/logs?&"
            })
    void unknownParametersAreRefused(String target) {
        Answered answer = Asked.get(target).of(api);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("bad-parameter");
        assertThat(answer.names()).contains("parameter", "allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "api/processes",
                "//api/processes",
                "/api//processes",
                "/api/processes/..%2f..%2fetc/passwd",
                "/api/processes/%61pi",
                "/api/./processes",
                "/api/../api/processes",
                "/api/processes/..",
                "/api/processes;x",
                "/api/processes/api;x/stop",
                "/api\\processes",
                "/api/processes/api\u0000",
                "/api/processes/äpi",
                "http://localhost/health",
                "/health#x",
                "/api/processes/ api",
                "/~",
                "/health/./"
            })
    void pathsThatCanBeReadInTwoWaysAreRefusedBeforeAnythingElse(String target) {
        Answered answer = Asked.get(target)
                .header("host", "evil.example")
                .header("authorization")
                .of(api);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("bad-path");
    }

    @Test
    void overlongTargetsAreRefused() {
        assertThat(Asked.get("/" + "a".repeat(2048)).of(api).code()).isEqualTo("bad-path");
        assertThat(Asked.get("/health?" + "a".repeat(2048)).of(api).code()).isEqualTo("bad-path");
        assertThat(Asked.get("/a".repeat(1024)).of(api).code()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/", "/api/processes/", "/health/", "/api/processes/api/", "/api/processes/reload/stop"})
    void otherPathsAreNotFound(String target) {
        assertThat(Asked.get(target).of(api).code()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/api/processes", "/nowhere", "/a%", "/api/processes/api/stop"})
    void everyAnswerHasTheProtectiveHeaders(String target) {
        assertThat(Asked.get(target).of(api).headers())
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .containsEntry("Cross-Origin-Resource-Policy", "same-origin")
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsKeys("Content-Type", "Content-Length", "Upkeep-Request-Id")
                .doesNotContainKeys("Access-Control-Allow-Origin", "Set-Cookie");
    }

    @Test
    void headTellsTheLengthOfWhatGetAnswers() {
        Answered get = Asked.get("/api/processes").of(api);
        Answered head = Asked.with("HEAD", "/api/processes").of(api);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
        assertThat(head.headers())
                .containsEntry("Content-Length", Integer.toString(get.text().length()));
    }
}
