package dev.upkeep.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.ProcessId;
import dev.upkeep.route.AccessLog;
import dev.upkeep.route.Availability.Ready;
import dev.upkeep.route.Endpoint;
import dev.upkeep.route.Exchanged;
import dev.upkeep.route.Exchanged.Client;
import dev.upkeep.route.Failure;
import dev.upkeep.route.Failure.Kind;
import dev.upkeep.route.Lease;
import dev.upkeep.route.Refusal;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Route;
import dev.upkeep.route.RouteTable;
import dev.upkeep.route.Routing;
import dev.upkeep.route.Traffic;
import dev.upkeep.route.TrafficReport;
import dev.upkeep.testing.ManualTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final ProcessId API = new ProcessId("api");
    private static final Client CLIENT = new Client("192.0.2.7", "1.1", "", "curl \"8\"\u0001");
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final ManualTime time = new ManualTime();
    private final RouteBoard board = new RouteBoard(new GateSeams(time, time, Runnable::run), () -> 8443);
    private final Route api = route("/api").process(API).build();
    private final Route plain = route("/plain").build();

    LedgerTest() {
        board.routes(new RouteTable(List.of(api, plain)));
        board.availability(API, new Ready(List.of(new Endpoint(11, 1, 4001), new Endpoint(12, 2, 4002))));
    }

    private static Route.Builder route(String path) {
        return Route.builder(URI.create("http://localhost:3001")).path(path);
    }

    @Test
    void eachRequestIsCountedOnItsRouteAndItsInstance() {
        over("/api/x", 200, Optional.of(lease("/api/x")), Duration.ofMillis(3));
        over("/api/y", 404, Optional.of(lease("/api/y")), Duration.ofSeconds(100));
        over("/plain", 302, Optional.of(lease("/plain")), Duration.ofMillis(5));

        TrafficReport report = board.traffic();
        Traffic ofApi = report.routes().get(0).traffic();
        assertThat(ofApi.requests()).isEqualTo(2);
        assertThat(ofApi.answers()).containsEntry(2, 1L).containsEntry(4, 1L).containsEntry(5, 0L);
        assertThat(ofApi.received()).isEqualTo(20);
        assertThat(ofApi.sent()).isEqualTo(200);
        assertThat(ofApi.time()).isEqualTo(Duration.ofMillis(100_003));
        assertThat(ofApi.durations()).hasSize(Traffic.BOUNDS.size() + 1);
        assertThat(ofApi.durations().get(1)).isEqualTo(1);
        assertThat(ofApi.durations().get(Traffic.BOUNDS.size())).isEqualTo(1);
        assertThat(report.routes().get(1).traffic().answers()).containsEntry(3, 1L);
        assertThat(report.processes().get(API).instances())
                .hasSize(2)
                .allSatisfy((number, traffic) -> assertThat(traffic.requests()).isEqualTo(1));
        assertThat(report.processes().get(API).inFlight()).isEqualTo(2);
    }

    @Test
    void aDurationThatIsABoundBelongsToItsClass() {
        over("/plain", 200, Optional.empty(), Duration.ofMillis(5));
        assertThat(board.traffic().routes().get(1).traffic().durations().get(1)).isEqualTo(1);
    }

    @Test
    void failuresOfTheProxyAreCountedByCauseAndRetriesBySending() {
        Lease first = lease("/api");
        Routing again = first.failed(new Failure(Kind.UNSENT, true, "connection refused"));
        time.advance(Duration.ofSeconds(1));
        Lease second = ((Routing.Forward) ((Routing.Hold) again)
                        .waiting()
                        .outcome()
                        .toCompletableFuture()
                        .join())
                .lease();
        Refusal refusal = ((Routing.Refuse) second.failed(new Failure(Kind.TIMED_OUT, false, "no answer"))).refusal();
        board.over(exchanged("/api", 504, Optional.of(second), Optional.of(refusal), Duration.ofSeconds(1)));

        Traffic traffic = board.traffic().routes().get(0).traffic();
        assertThat(traffic.failures()).isEqualTo(Map.of("upstream-timeout", 1L));
        assertThat(traffic.retries()).isEqualTo(1);
        assertThat(traffic.answers()).containsEntry(5, 1L);
    }

    @Test
    void aRefusedRequestCountsOnTheRouteThatItWasFor() {
        over("/plain/x", 503, Optional.empty(), Duration.ZERO);
        over("/nowhere", 404, Optional.empty(), Duration.ZERO);
        over("/plain/../x", 400, Optional.empty(), Duration.ZERO);
        TrafficReport report = board.traffic();
        assertThat(report.routes().get(1).traffic().requests()).isEqualTo(1);
        assertThat(report.unrouted().answers()).containsEntry(4, 2L);
    }

    @Test
    void countsOutliveAReloadAndAreForgottenWithTheirRoute() {
        over("/plain", 200, Optional.empty(), Duration.ZERO);
        board.routes(new RouteTable(List.of(route("/plain").upgrades(false).build())));
        assertThat(board.traffic().routes().get(0).traffic().requests()).isEqualTo(1);
        board.routes(new RouteTable(List.of(api)));
        board.routes(new RouteTable(List.of(plain)));
        assertThat(board.traffic().routes().get(0).traffic().requests()).isZero();
    }

    @Test
    void aLineInTheCombinedFormatNamesAllThatIsKnown() {
        Exchanged one =
                exchanged("/api?q=%22", 200, Optional.of(lease("/api")), Optional.empty(), Duration.ofMillis(7));
        assertThat(line(AccessLog.COMBINED, one, api))
                .isEqualTo("192.0.2.7 - - [02/Jan/2026:12:00:00 +0000] \"GET /api?q=%22 HTTP/1.1\" 200 100 \"-\""
                        + " \"curl \\x228\\x22\\x01\" id=\"r1\" host=\"app.example\" route=\"/api\" process=\"api\""
                        + " instance=1 upstream=\"localhost:4001\" ms=7 received=10 complete=true");
    }

    @Test
    void aLineInJsonNamesAllThatIsKnown() {
        Refusal refusal = new Refusal(503, "process-down", Optional.empty(), "text/html", "");
        Exchanged one = exchanged("/api", 503, Optional.empty(), Optional.of(refusal), Duration.ofMillis(7));
        assertThat(line(AccessLog.JSON, one, api))
                .isEqualTo("{\"time\":\"2026-01-02T12:00:00Z\",\"client\":\"192.0.2.7\",\"method\":\"GET\","
                        + "\"target\":\"/api\",\"version\":\"1.1\",\"status\":503,\"sent\":100,\"referer\":\"\","
                        + "\"agent\":\"curl \\\"8\\\"\\u0001\",\"id\":\"r1\",\"host\":\"app.example\",\"route\":\"/api\","
                        + "\"process\":\"api\",\"ms\":7,\"received\":10,\"complete\":true,\"cause\":\"process-down\"}");
    }

    private static String line(AccessLog form, Exchanged one, Route route) {
        return AccessLine.of(form, NOON, one, Optional.of(route), one.lease().map(GateLease.class::cast));
    }

    private void over(String target, int status, Optional<Lease> lease, Duration time) {
        board.over(exchanged(target, status, lease, Optional.empty(), time));
    }

    private static Exchanged exchanged(
            String target, int status, Optional<Lease> lease, Optional<Refusal> refusal, Duration time) {
        return new Exchanged(head(target), CLIENT, status, true, 10, 100, time, lease, refusal);
    }

    private Lease lease(String target) {
        return ((Routing.Forward) board.route(head(target))).lease();
    }

    private static RequestHead head(String target) {
        return new RequestHead("GET", false, "app.example", target, false, false, Optional.empty(), "r1");
    }
}
