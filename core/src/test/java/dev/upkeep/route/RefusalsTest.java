package dev.upkeep.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import dev.upkeep.route.Availability.Coming;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RefusalsTest {
    private static final String NASTY = "<b>\"it's\" & \\ \n\0\u2028\ud800</b>";
    private static final ProcessId API = new ProcessId("api");
    private static final Reason CRASHED = new Reason("ExitedUnexpectedly", "Exited with code 1; try 2 of 3 in 5 s");
    private static final RequestHead PROGRAM = head("GET", false);
    private static final RequestHead PERSON = head("GET", true);

    @Test
    void programsGetAProblem() {
        Refusal refusal = Refusals.down(PROGRAM, API, CRASHED);

        assertThat(refusal.contentType()).isEqualTo("application/problem+json");
        assertThat(json(refusal)).isEqualTo(JsonMapper.shared().readTree("""
                                {"type": "tag:upkeep.dev,2026:problem/process-down", "code": "process-down",
                                 "title": "The application is not running", "status": 503,
                                 "detail": "Process api: Exited with code 1; try 2 of 3 in 5 s.",
                                 "process": {"id": "api", "reason": "ExitedUnexpectedly",
                                             "message": "Exited with code 1; try 2 of 3 in 5 s"}}"""));
    }

    @Test
    void peopleGetAPageThatLoadsAndRunsNothing() {
        Refusal refusal = Refusals.down(PERSON, API, CRASHED);

        assertThat(refusal.contentType()).isEqualTo("text/html;charset=utf-8");
        assertThat(refusal.body())
                .startsWith("<!doctype html>")
                .contains("<h1>The application is not running</h1>")
                .contains("<p>Process api: Exited with code 1; try 2 of 3 in 5 s.</p>")
                .contains("color-scheme: light dark")
                .doesNotContain("<script", "src=", "href=", "url(", "http:", "https:", "refresh");
    }

    @ParameterizedTest
    @CsvSource({"GET, 2, true", "POST, 2, false", "HEAD, 2, false", "GET, 60, false"})
    void thePageReloadsWhenThatIsHarmlessAndSoonWorthWhile(String method, long seconds, boolean reloads) {
        Coming coming = new Coming(CRASHED, Duration.ofSeconds(seconds));

        String body = Refusals.starting(head(method, true), API, coming).body();

        assertThat(body.contains("<meta http-equiv=\"refresh\" content=\"" + seconds + "\">"))
                .isEqualTo(reloads);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "2000, 2", "2001, 3", "59999, 60"})
    void retryAfterIsRoundedUpToWholeSeconds(long millis, long seconds) {
        Coming coming = new Coming(CRASHED, Duration.ofMillis(millis));

        assertThat(Refusals.starting(PROGRAM, API, coming).retryAfter()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "UNSENT, 502, upstream-failed",
        "UNANSWERED, 502, upstream-failed",
        "BROKEN, 502, upstream-failed",
        "TIMED_OUT, 504, upstream-timeout",
        "OVERLOADED, 503, overloaded",
    })
    void eachFailureHasItsAnswer(Failure.Kind kind, int status, String code) {
        Refusal refusal = Refusals.failed(PROGRAM, Optional.of(API), new Failure(kind, false, "Connection refused"));

        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.retryAfter().isPresent()).isEqualTo(status == 503);
        assertThat(json(refusal).get("detail").asString()).isEqualTo("Process api: Connection refused.");
        assertThat(json(refusal).get("process").get("id").asString()).isEqualTo("api");
    }

    @Test
    void requestsAtFaultAndRequestsWithoutRouteAreToldSo() {
        assertThat(json(Refusals.badRequest(PROGRAM, "No")).get("detail").asString())
                .isEqualTo("No.");
        assertThat(Refusals.badRequest(PROGRAM, "No").status()).isEqualTo(400);
        assertThat(json(Refusals.noRoute(PROGRAM)).get("detail").asString())
                .isEqualTo("No route leads to example.com/a.");
        assertThat(Refusals.noRoute(PROGRAM).status()).isEqualTo(404);
        assertThat(Refusals.queueFull(PROGRAM, API, CRASHED).code()).isEqualTo("queue-full");
    }

    @ParameterizedTest
    @EnumSource(Failure.Kind.class)
    void textFromOutsideCannotBreakOut(Failure.Kind kind) {
        Failure failure = new Failure(kind, false, NASTY);

        assertThat(json(Refusals.failed(PROGRAM, Optional.empty(), failure))
                        .get("detail")
                        .asString())
                .isEqualTo(NASTY + ".");
        assertThat(Refusals.failed(PERSON, Optional.empty(), failure).body())
                .contains("&lt;b&gt;&quot;it&#39;s&quot; &amp; \\")
                .doesNotContain("<b>");
    }

    @Test
    void allMembersOfAllProblemsParse() {
        Reason nasty = new Reason(NASTY, NASTY);
        List<Refusal> refusals = List.of(
                Refusals.badRequest(PROGRAM, NASTY),
                Refusals.noRoute(new RequestHead("GET", false, NASTY, NASTY, false)),
                Refusals.starting(PROGRAM, API, new Coming(nasty, Duration.ZERO)),
                Refusals.down(PROGRAM, API, nasty),
                Refusals.queueFull(PROGRAM, API, nasty));

        assertThat(refusals).allSatisfy(r -> {
            assertThat(json(r).get("status").asInt()).isEqualTo(r.status());
            assertThat(json(r).get("code").asString()).isEqualTo(r.code());
        });
    }

    private static JsonNode json(Refusal refusal) {
        return JsonMapper.shared().readTree(refusal.body());
    }

    private static RequestHead head(String method, boolean acceptsHtml) {
        return new RequestHead(method, false, "example.com", "/a?b=c", acceptsHtml);
    }
}
