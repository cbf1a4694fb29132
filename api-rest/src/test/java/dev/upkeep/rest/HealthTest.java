package dev.upkeep.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.Moment;
import dev.upkeep.process.State;
import dev.upkeep.rest.Asked.Answered;
import dev.upkeep.rest.access.Access;
import dev.upkeep.tls.CertificateStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** When all is well, and when not. A second process is always ready, and nothing is routed to it. */
class HealthTest {
    private final ScriptedUpkeep upkeep = new ScriptedUpkeep();
    private final ManagementApi api = ManagementApi.builder(upkeep, Access.token(Asked.TOKEN))
            .time(() -> new Moment(0, Statuses.NOON), new VirtualTime())
            .build();

    @ParameterizedTest
    @CsvSource({
        // state, wanted, ready, for how many seconds; of a process that is routed to; and of one that is not
        "RUNNING,  true,  true,  99, healthy,   healthy",
        "RUNNING,  true,  false, 99, degraded,  degraded",
        "STARTING, true,  false, 30, degraded,  degraded",
        "STARTING, true,  false, 31, unhealthy, degraded",
        "BACKOFF,  true,  false, 5,  degraded,  degraded",
        "BACKOFF,  true,  false, 31, unhealthy, degraded",
        "STOPPING, true,  false, 5,  degraded,  degraded",
        "STOPPING, false, false, 99, healthy,   healthy",
        "FAILED,   true,  false, 0,  unhealthy, degraded",
        "FAILED,   false, false, 0,  unhealthy, degraded",
        "STOPPED,  false, false, 99, healthy,   healthy",
        "EXITED,   true,  false, 99, healthy,   healthy",
        "DISABLED, false, false, 99, healthy,   healthy"
    })
    void eachSituationHasItsVerdict(
            State state, boolean wanted, boolean ready, int seconds, String whenRouted, String otherwise) {
        Instant since = Statuses.NOON.minusSeconds(seconds);
        upkeep.with(Statuses.in("api", state, wanted, ready, since), Statuses.running("other"));

        assertVerdict(otherwise);
        upkeep.routedTo("api");
        assertVerdict(whenRouted);
    }

    private void assertVerdict(String verdict) {
        Answered answer = Asked.get("/health").of(api);
        assertThat(answer.json().get("status").asString()).isEqualTo(verdict);
        assertThat(answer.status()).isEqualTo(verdict.equals("unhealthy") ? 503 : 200);
    }

    @ParameterizedTest
    @CsvSource({
        "15, false, healthy, ",
        "14, false, degraded, CertificateExpires",
        "0, false, degraded, CertificateExpired",
        "-1, true, degraded, CertificateExpired",
        "60, true, degraded, CertificateNotRenewed"
    })
    void aCertificateThatEndsOrCannotBeRenewedDegradesAndIsNamed(
            int daysLeft, boolean troubled, String verdict, String reason) {
        upkeep.certificates.add(new CertificateStatus(
                List.of("one.example"),
                Statuses.NOON.plus(Duration.ofDays(daysLeft)),
                "one.pem",
                false,
                troubled ? Optional.of("one.pem: there is no such file") : Optional.empty()));

        assertVerdict(verdict);
        JsonNode reasons = Asked.get("/health").of(api).json().get("reasons");
        assertThat(reasons.findValuesAsString("reason")).isEqualTo(reason == null ? List.of() : List.of(reason));
        assertThat(reasons.findValuesAsString("certificate"))
                .allMatch("one.example"::equals)
                .hasSize(reasons.size());
        assertThat(Asked.get("/health/ready").of(api).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"api, 200", "mail, 503", "apy, 404", "'', 404"})
    void oneProcessCanBeAskedFor(String id, int status) {
        upkeep.with(Statuses.running("api"), Statuses.stopped("mail"));

        assertThat(Asked.get("/health/ready?process=" + id)
                        .header("authorization")
                        .of(api)
                        .status())
                .isEqualTo(status);
    }

    @Test
    void strangersAreNotToldWhichProcessesThereAre() {
        upkeep.with(Statuses.running("api"));

        for (String id : new String[] {"api", "apy"}) {
            Answered answer = Asked.get("/health/ready?process=" + id)
                    .header("authorization")
                    .from("10.0.0.7")
                    .of(api);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.text()).doesNotContain("suggestions");
        }
    }

    @Test
    void nothingToSuperviseIsHealthy() {
        assertVerdict("healthy");
    }

    @Test
    void ifNothingThatIsWantedLivesThatIsUnhealthyEvenWithoutRoutes() {
        upkeep.with(
                Statuses.in("a", State.BACKOFF, true, false, Statuses.NOON),
                Statuses.in("b", State.FAILED, true, false, Statuses.NOON),
                Statuses.stopped("c"));

        assertVerdict("unhealthy");
    }

    @Test
    void readyMeansThatTrafficMayCome() {
        upkeep.with(Statuses.in("api", State.STARTING, true, false, Statuses.NOON), Statuses.running("other"));

        assertThat(Asked.get("/health/ready").of(api).status()).isEqualTo(200);
        upkeep.routedTo("api");
        assertThat(Asked.get("/health/ready").of(api).status()).isEqualTo(503);
        assertThat(Asked.get("/health").of(api).json().get("ready").asBoolean()).isFalse();
    }

    @Test
    void liveNeverDependsOnProcesses() {
        upkeep.with(Statuses.in("api", State.FAILED, true, false, Statuses.NOON))
                .routedTo("api");

        assertThat(Asked.get("/health/live").of(api).status()).isEqualTo(200);
    }

    @Test
    void aSupervisorThatMakesNoDecisionsAnyMoreDoesNotLive() {
        upkeep.with(Statuses.running("api"));
        upkeep.responsive = false;

        Answered answer = Asked.get("/health/live").of(api);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().get("status").asString()).isEqualTo("not-live");
        assertThat(Asked.get("/health").of(api).json().get("live").asBoolean()).isFalse();
    }

    @Test
    void strangersFromAfarSeeNumbersButNoNames() {
        upkeep.with(Statuses.crashed(), Statuses.running("web"));

        Answered answer =
                Asked.get("/health").header("authorization").from("192.0.2.7").of(api);

        assertThat(answer.json().get("processes").toString()).isEqualTo("{\"total\":2,\"running\":1,\"details\":[]}");
        assertThat(answer.json().get("reasons")).isEmpty();
        assertThat(answer.json().get("status").asString()).isEqualTo("degraded");
    }

    @Test
    void whoeverHasATokenSeesNamesFromAfar() {
        upkeep.with(Statuses.running("web"));

        assertThat(Asked.get("/health")
                        .from("192.0.2.7")
                        .of(api)
                        .json()
                        .get("processes")
                        .get("details"))
                .hasSize(1);
    }
}
