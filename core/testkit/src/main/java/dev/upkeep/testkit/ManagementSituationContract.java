package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What becomes of an action in each situation that there can be. */
abstract class ManagementSituationContract extends ManagementTest {
    private static final Pattern ETAG = Pattern.compile("\"etag\":\"\\\\\"([0-9a-z-]+)\\\\\"\"");

    @Test
    void whatWasAskedForIsReached() throws Exception {
        assertThat(act("api", "start").text())
                .startsWith("{\"success\":true,\"message\":\"api started (pid ")
                .contains("\"changed\":true", "\"state\":\"running\"");
    }

    @Test
    void whatIsSoAlreadyIsASuccessWithoutAChange() throws Exception {
        assertOk(act("api", "stop"), "\"changed\":false");
        assertOk(act("api", "start"), "\"changed\":true");
        assertOk(act("api", "start"), "\"changed\":false");
    }

    @Test
    void whoDoesNotWaitIsToldThatItIsUnderWay() throws Exception {
        Message answer = act("api", "start?wait=none");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.head().value("Location")).contains("/api/processes/api");
        assertThat(answer.text()).contains("\"success\":true", "\"changed\":true", "\"process\":{\"id\":\"api\"");
        assertOk(act("api", "start"), "\"state\":\"running\"");
    }

    @Test
    void whatTakesLongerThanTheCallerWaitsGoesOn() throws Exception {
        startStubborn();
        Message answer = act("stubborn", "stop?timeout=50ms");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text()).contains("\"state\":\"stopping\"");
    }

    @Test
    void aPreferenceIsAsGoodAsAParameter() throws Exception {
        Message answer =
                exchange("POST /api/processes/api/start HTTP/1.1\r\n" + LOCAL + BEARER + "Prefer: respond-async\r\n");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.head().value("Preference-Applied")).contains("respond-async");
    }

    @Test
    void aStartWhileItWaitsToBeRestartedStartsItNow() throws Exception {
        crash("api");
        assertOk(act("api", "start"), "\"state\":\"running\"");
    }

    @Test
    void aStopWhileItWaitsToBeRestartedStopsIt() throws Exception {
        crash("api");
        assertOk(act("api", "stop"), "\"state\":\"stopped\"");
    }

    @Test
    void aStartOfWhatHasFailedTriesAgain() throws Exception {
        assertProblem(act("broken", "start"), 409, "start-failed");
        assertProblem(act("broken", "start"), 409, "start-failed");
    }

    @Test
    void aStopWhileStartingComesFirst() throws Exception {
        act("unwell", "start?wait=none");
        assertOk(act("unwell", "stop"), "\"state\":\"stopped\"");
    }

    @Test
    void aStartWhileStoppingIsDoneAfterTheStop() throws Exception {
        startStubborn();
        assertThat(act("stubborn", "stop?wait=none").status()).isEqualTo(202);
        Message answer = act("stubborn", "start?wait=none");
        assertThat(answer.status()).isEqualTo(202);
        awaitText("stubborn", "\"desired\":\"running\"");
    }

    @Test
    void aRestartWhileRestartingJoinsIt() throws Exception {
        startStubborn();
        assertThat(act("stubborn", "restart?wait=none").status()).isEqualTo(202);
        assertThat(act("stubborn", "restart?wait=none").status()).isEqualTo(202);
        awaitText("stubborn", "\"state\":\"stopping\"");
    }

    @Test
    void aRestartOfAStoppedProcessStartsIt() throws Exception {
        assertOk(act("api", "restart"), "\"state\":\"running\"");
    }

    @Test
    void anUnknownProcessIsNotFoundWithSuggestions() throws Exception {
        Message answer = act("apy", "restart");
        assertProblem(answer, 404, "process-not-found");
        assertThat(answer.text()).contains("\"suggestions\":[\"api\"]");
    }

    @Test
    void aDisabledProcessIsNotStarted() throws Exception {
        assertProblem(act("off", "start"), 409, "process-disabled");
    }

    @Test
    void whatCannotBeStartedSaysWhyAndShowsTheProcess() throws Exception {
        Message answer = act("broken", "start");
        assertProblem(answer, 409, "start-failed");
        assertThat(answer.text())
                .contains("no-such-program-anywhere", "\"process\":{\"id\":\"broken\"", "\"lastExit\":");
    }

    @Test
    void whatIsAliveButNotYetReadyIsNoError() throws Exception {
        Message answer = act("unwell", "start?wait=ready&timeout=300ms");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text()).contains("\"isRunning\":true", "\"ready\":false");
    }

    @Test
    void whatBecomesReadyIsReached() throws Exception {
        assertOk(act("api", "start?wait=ready"), "\"ready\":true");
    }

    @Test
    void whoActsOnAnOldSightIsRefused() throws Exception {
        String etag = etag("api");
        assertOk(withMatch("api", "start", etag), "\"changed\":true");
        assertProblem(withMatch("api", "stop", etag), 412, "process-changed");
        assertOk(withMatch("api", "stop", etag("api")), "\"changed\":true");
    }

    @Test
    void nothingIsStartedOnceTheSupervisorStops() throws Exception {
        upkeep().stop();
        assertProblem(act("api", "start"), 503, "shutting-down");
    }

    @Test
    void whatWasMadeInCodeCannotBeReloaded() throws Exception {
        assertProblem(exchange("POST /api/processes/reload HTTP/1.1\r\n" + LOCAL + BEARER), 409, "reload-impossible");
    }

    @Test
    void withoutTheTokenNothingIsDone() throws Exception {
        Message answer = exchange("POST /api/processes/api/start HTTP/1.1\r\n" + LOCAL);
        assertProblem(answer, 401, "unauthorized");
        assertThat(answer.head().value("WWW-Authenticate")).contains("Bearer realm=\"upkeep\"");
    }

    @Test
    void whoMayOnlyLookDoesNothing() throws Exception {
        Message answer =
                exchange("POST /api/processes/api/start HTTP/1.1\r\n" + LOCAL + "Authorization: Bearer viewer\r\n");
        assertProblem(answer, 403, "forbidden");
        assertThat(answer.text()).contains("\"permission\":\"control\"");
    }

    @Test
    void aWrongHostAndAnotherSiteAreRefusedBeforeTheToken() throws Exception {
        assertProblem(
                exchange("POST /api/processes/api/start HTTP/1.1\r\nHost: evil.example\r\n"), 403, "host-not-allowed");
        assertProblem(
                exchange("POST /api/processes/api/start HTTP/1.1\r\n" + LOCAL + "Origin: http://evil.example\r\n"),
                403,
                "origin-not-allowed");
    }

    @Test
    void aWrongParameterIsNamedWithWhatIsAllowed() throws Exception {
        Message answer = act("api", "stop?wait=started");
        assertProblem(answer, 400, "bad-parameter");
        assertThat(answer.text()).contains("\"parameter\":\"wait\",\"allowed\":\"stopped, none\"");
    }

    @Test
    void aBugIsSaidToBeOneAndNoMore() throws Exception {
        Message answer =
                exchange("POST /api/processes/api/start HTTP/1.1\r\n" + LOCAL + "Authorization: Bearer a bug\r\n");
        assertProblem(answer, 500, "internal-error");
        assertThat(answer.text()).contains("\"requestId\":").doesNotContain("IllegalState", "login");
    }

    private static void assertOk(Message answer, String part) {
        assertThat(answer.text()).contains(part);
        assertThat(answer.status()).isEqualTo(200);
    }

    private static void assertProblem(Message answer, int status, String code) {
        assertThat(answer.text()).contains("\"code\":\"" + code + "\"", "\"success\":false");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.head().value("Content-Type")).contains("application/problem+json");
    }

    private Message withMatch(String id, String verb, String etag) throws Exception {
        return exchange("POST /api/processes/" + id + "/" + verb + " HTTP/1.1\r\n" + LOCAL + BEARER + "If-Match: \""
                + etag + "\"\r\n");
    }

    private String etag(String id) throws Exception {
        Matcher etag = ETAG.matcher(one(id).text());
        assertThat(etag.find()).isTrue();
        return etag.group(1);
    }

    /** Starts it, kills it behind the supervisor's back, and waits until the supervisor knows. */
    private void crash(String id) throws Exception {
        act(id, "start");
        long pid = upkeep().processes().get(0).pid().orElseThrow();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        awaitText(id, "\"state\":\"backoff\"");
    }
}
