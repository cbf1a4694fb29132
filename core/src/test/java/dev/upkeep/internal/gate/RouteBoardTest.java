package dev.upkeep.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import dev.upkeep.route.Availability.Coming;
import dev.upkeep.route.Availability.Down;
import dev.upkeep.route.Availability.Ready;
import dev.upkeep.route.Balancing;
import dev.upkeep.route.Endpoint;
import dev.upkeep.route.Failure;
import dev.upkeep.route.Failure.Kind;
import dev.upkeep.route.Lease;
import dev.upkeep.route.Refusal;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Route;
import dev.upkeep.route.Route.HoldLimit;
import dev.upkeep.route.RouteTable;
import dev.upkeep.route.Routing;
import dev.upkeep.route.Routing.Forward;
import dev.upkeep.route.Routing.Hold;
import dev.upkeep.route.Routing.Redirect;
import dev.upkeep.route.Routing.Refuse;
import dev.upkeep.route.Upstream;
import dev.upkeep.testing.ManualTime;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteBoardTest {
    private static final ProcessId API = new ProcessId("api");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Coming COMING = new Coming(new Reason("Launched", "Launched 2 s ago"), Duration.ZERO);
    private static final Down DOWN = new Down(new Reason("StopAsked", "Stopped by an operator"));
    private static final Failure REFUSED = new Failure(Kind.UNSENT, true, "Connection refused");
    private static final Failure RESET = new Failure(Kind.UNANSWERED, true, "Connection reset");

    private static final Endpoint ONE = new Endpoint(11, 1, 4001);
    private static final Endpoint TWO = new Endpoint(12, 2, 4002);

    private final ManualTime time = new ManualTime();
    private final RouteBoard board = new RouteBoard(new GateSeams(time, time, Runnable::run), () -> 8443);

    RouteBoardTest() {
        board.routes(new RouteTable(List.of(
                route("/api").process(API).hold(new HoldLimit(3, PATIENCE)).build(),
                route("/plain").connectTimeout(Duration.ofSeconds(1)).build(),
                route("/secure").ssl(true).build())));
    }

    private static Route.Builder route(String path) {
        return Route.builder(URI.create("http://localhost:3001")).path(path);
    }

    @Test
    void whatAnAuthorityAsksForComesBeforeRoutesAndRedirectsButNothingElseDoes() {
        board.routes(new RouteTable(List.of(Route.builder(URI.create("http://localhost:3000"))
                .domain("one.example")
                .ssl(true)
                .build())));
        board.challenges(Map.of("token", "answer"));
        assertThat(board.route(challenge("token")))
                .isEqualTo(new Routing.Answer(200, Map.of("Content-Type", "text/plain"), "answer"));
        assertThat(board.route(challenge("other"))).isInstanceOf(Routing.Redirect.class);
        board.challenges(Map.of());
        assertThat(board.route(challenge("token"))).isInstanceOf(Routing.Redirect.class);
    }

    private static RequestHead challenge(String token) {
        return new RequestHead("GET", false, "one.example", "/.well-known/acme-challenge/" + token, false);
    }

    @Test
    void plainRoutesAreForwardedToTheirTarget() {
        Lease lease = lease(get("/plain"));

        assertThat(lease.upstream()).isEqualTo(new Upstream(false, "localhost", 3001));
        assertThat(lease.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(lease.responseTimeout()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void requestsWithoutRouteAreRefused() {
        assertThat(refusal(get("/")).status()).isEqualTo(404);
    }

    @Test
    void requestsThatBreakTheRulesAreRefused() {
        assertThat(refusal(get("/plain/../api")).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"/api%2Fx", "/api;v=1/x", "/%2Fplain/x"})
    void pathsThatOtherServersReadAsThoseOfOtherRoutesAreRefused(String target) {
        assertThat(refusal(get(target)).status()).isEqualTo(400);
    }

    @Test
    void escapedSlashesWithinOneRouteAreFine() {
        assertThat(get("/plain/@scope%2Fpackage")).isInstanceOf(Forward.class);
    }

    @Test
    void secureRoutesRedirectPlainRequests() {
        assertThat(get("/secure/x?y=z")).isEqualTo(new Redirect(308, "https://Example.com:8443/secure/x?y=z"));
        assertThat(board.route(new RequestHead("GET", true, "example.com", "/secure", false)))
                .isInstanceOf(Forward.class);
    }

    @Test
    void readyProcessesAreForwardedTo() {
        board.availability(API, Ready.AT_TARGET);

        assertThat(lease(get("/api")).upstream()).isEqualTo(new Upstream(false, "localhost", 3001));
    }

    @Test
    void instancesTakeTurnsWhileNoneHasMoreToDo() {
        board.availability(API, new Ready(List.of(ONE, TWO)));

        assertThat(List.of(get("/api"), get("/api"), get("/api")))
                .extracting(r -> lease(r).upstream().port())
                .containsExactly(4001, 4002, 4001);
    }

    @Test
    void theInstanceWithTheFewestRequestsIsNext() {
        board.availability(API, new Ready(List.of(ONE, TWO)));
        Lease first = lease(get("/api"));
        lease(get("/api"));
        first.close();

        assertThat(List.of(get("/api"), get("/api"), get("/api")))
                .extracting(r -> lease(r).upstream().port())
                .startsWith(4001)
                .contains(4002);
    }

    @Test
    void whoDoesNotAnswerSeveralTimesInARowIsPassedOverForAWhile() {
        board.availability(API, new Ready(List.of(ONE, TWO)));
        for (int failures = 0; failures < 3; ) {
            Lease lease = lease(request("POST", "/api"));
            if (lease.upstream().port() == 4001) {
                lease.failed(RESET);
                failures++;
            } else {
                lease.close();
            }
        }

        assertThat(ports(6)).containsOnly(4002);
        time.advance(Duration.ofSeconds(1));
        assertThat(ports(6)).contains(4001);
    }

    @Test
    void ifNobodyAnswersAllAreTried() {
        board.availability(API, new Ready(List.of(ONE, TWO)));
        for (int i = 0; i < 6; i++) {
            lease(request("POST", "/api")).failed(RESET);
        }

        assertThat(List.of(get("/api"), get("/api")))
                .extracting(r -> lease(r).upstream().port())
                .containsExactlyInAnyOrder(4001, 4002);
    }

    @Test
    void aRequestIsSentAgainToAnotherInstance() {
        board.availability(API, new Ready(List.of(ONE, TWO)));
        Lease first = lease(get("/api"));

        assertThat(lease(first.failed(RESET)).upstream()).isNotEqualTo(first.upstream());
    }

    private List<Integer> ports(int requests) {
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            Lease lease = lease(request("POST", "/api"));
            ports.add(lease.upstream().port());
            lease.close();
        }
        return ports;
    }

    @Test
    void aNewInstanceGetsFewerRequestsWhileItStartsSlowly() {
        board.routes(new RouteTable(List.of(route("/api")
                .process(API)
                .balancing(new Balancing(Balancing.Policy.LEAST_REQUESTS, Duration.ofSeconds(10)))
                .build())));
        board.availability(API, new Ready(List.of(ONE)));
        time.advance(Duration.ofSeconds(10));
        board.availability(API, new Ready(List.of(ONE, TWO)));

        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ports.add(lease(get("/api")).upstream().port());
        }
        assertThat(ports).filteredOn(port -> port == 4002).hasSizeLessThan(2);
    }

    @Test
    void anInstanceThatIsReplacedGetsNoMoreRequestsAndIsDrained() {
        board.availability(API, new Ready(List.of(ONE)));
        Lease old = lease(get("/api"));

        board.availability(API, new Ready(List.of(TWO)));
        CompletableFuture<Void> drained = drain(ONE);

        assertThat(lease(get("/api")).upstream().port()).isEqualTo(4002);
        assertThat(drained).isNotDone();
        assertThat(usage().inFlight()).isEqualTo(2);
        old.close();
        assertThat(drained).isDone();
        assertThat(usage().inFlight()).isEqualTo(1);
        assertThat(time.pending()).isZero();
    }

    @Test
    void nobodyWaitsForAnInstanceWithoutRequests() {
        board.availability(API, new Ready(List.of(ONE)));
        board.availability(API, COMING);

        assertThat(drain(ONE)).isDone();
    }

    @Test
    void whileOthersServeATunnelLivesUntilTheTimeToDrainIsOver() {
        board.availability(API, new Ready(List.of(ONE)));
        Lease tunnel = lease(get("/api"));
        tunnel.onRecall(tunnel::close);

        board.availability(API, new Ready(List.of(TWO)));
        CompletableFuture<Void> drained = drain(ONE);

        time.advance(PATIENCE.minusMillis(1));
        assertThat(drained).isNotDone();
        time.advance(Duration.ofMillis(1));
        assertThat(drained).isDone();
        assertThat(usage().inFlight()).isZero();
    }

    @Test
    void whileNobodyElseServesATunnelIsRecalledWhenNothingElseIsLeft() {
        board.availability(API, new Ready(List.of(ONE)));
        Lease tunnel = lease(get("/api"));
        tunnel.onRecall(tunnel::close);
        Lease request = lease(get("/api"));

        board.availability(API, COMING);
        CompletableFuture<Void> drained = drain(ONE);

        assertThat(usage().inFlight()).isEqualTo(2);
        request.close();
        assertThat(drained).isDone();
        assertThat(usage().inFlight()).isZero();
    }

    @Test
    void whoDoesNotEndWhenRecalledIsNotWaitedForMuchLonger() {
        board.availability(API, new Ready(List.of(ONE)));
        Lease request = lease(get("/api"));

        board.availability(API, COMING);
        CompletableFuture<Void> drained = drain(ONE);
        time.advance(PATIENCE.plusSeconds(2));

        assertThat(drained).isDone();
        List<String> recalled = new ArrayList<>();
        request.onRecall(() -> recalled.add("late"));
        assertThat(recalled).containsExactly("late");
    }

    private CompletableFuture<Void> drain(Endpoint endpoint) {
        return board.drain(API, endpoint.launch(), PATIENCE).toCompletableFuture();
    }

    @Test
    void aTargetSaysWhatItsInstancesSpeak() {
        Route route =
                Route.builder(URI.create("h2c://localhost:50051")).process(API).build();
        board.routes(new RouteTable(List.of(route)));
        board.availability(API, Ready.AT_TARGET);
        assertThat(lease(get("/")).upstream()).isEqualTo(new Upstream(false, true, "localhost", 50051));
        assertThat(lease(get("/")).upgrades()).isFalse();

        board.availability(API, new Ready(List.of(new Endpoint(1, 1, 4000))));
        assertThat(lease(get("/")).upstream()).isEqualTo(new Upstream(false, true, "localhost", 4000));
    }

    @Test
    void leasesAreCountedUntilTheyAreGivenBackOnce() {
        board.availability(API, Ready.AT_TARGET);
        Lease first = lease(get("/api"));
        Lease second = lease(get("/api"));
        assertThat(usage().inFlight()).isEqualTo(2);

        first.close();
        first.close();

        assertThat(usage().inFlight()).isEqualTo(1);
        second.failed(new Failure(Kind.BROKEN, false, "no"));
        second.close();
        assertThat(usage().inFlight()).isZero();
    }

    @Test
    void requestsWaitUntilTheProcessIsReadyAndGoOnInTheirOrder() {
        board.availability(API, COMING);
        List<String> order = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            outcome(get("/api")).thenAccept(r -> order.add(name + r.getClass().getSimpleName()));
        }
        assertThat(usage().waiting()).isEqualTo(3);

        board.availability(API, Ready.AT_TARGET);

        assertThat(order).containsExactly("aForward", "bForward", "cForward");
        assertThat(usage()).isEqualTo(new RouteBoard.Usage(3, 0));
        assertThat(time.pending()).isZero();
    }

    @Test
    void whoWaitsForAProcessWaitsOnWhileItGetsAnotherId() {
        ProcessId web = new ProcessId("web");
        CompletableFuture<Routing> waiting = outcome(get("/api"));

        board.renamed(API, web);
        board.routes(new RouteTable(List.of(
                route("/api").process(web).hold(new HoldLimit(3, PATIENCE)).build())));
        board.dropped(API);

        assertThat(board.usage(API)).isEmpty();
        assertThat(board.usage(web)).hasValue(new RouteBoard.Usage(0, 1));
        board.availability(web, Ready.AT_TARGET);
        assertThat(waiting).isCompletedWithValueMatching(Forward.class::isInstance);
        board.availability(web, DOWN);
        assertThat(refusal(get("/api")).toString()).contains("web").doesNotContain("process=api");
    }

    @Test
    void requestsWaitBeforeTheFirstWordOfTheSupervisor() {
        assertThat(get("/api")).isInstanceOf(Hold.class);
    }

    @Test
    void waitingRequestsAreRefusedWhenTheProcessGoesDown() {
        CompletableFuture<Routing> outcome = outcome(get("/api"));

        board.availability(API, DOWN);

        assertThat(refusal(outcome.join()).body()).contains("process-down", "Stopped by an operator");
        assertThat(time.pending()).isZero();
    }

    @Test
    void aRequestWhoseProcessIsStoppedUnderItIsRefusedAtOnce() {
        board.availability(API, Ready.AT_TARGET);
        Lease lease = lease(get("/api"));

        board.availability(API, DOWN);

        assertThat(refusal(lease.failed(RESET)).status()).isEqualTo(503);
        assertThat(time.pending()).isZero();
    }

    @Test
    void waitingRequestsAreRefusedWhenTheirTimeIsOver() {
        board.availability(API, COMING);
        CompletableFuture<Routing> outcome = outcome(get("/api"));

        time.advance(PATIENCE.minusMillis(1));
        assertThat(outcome).isNotDone();
        time.advance(Duration.ofMillis(1));

        assertThat(refusal(outcome.join()).code()).isEqualTo("process-starting");
        assertThat(usage().waiting()).isZero();
    }

    @Test
    void waitingIsNotProlongedByChangesOnTheWay() {
        CompletableFuture<Routing> outcome = outcome(get("/api"));
        time.advance(Duration.ofSeconds(3));
        board.availability(API, COMING);
        time.advance(Duration.ofSeconds(1));
        board.availability(API, new Coming(COMING.reason(), Duration.ofMillis(500)));
        assertThat(outcome).isNotDone();

        time.advance(Duration.ofSeconds(1));

        assertThat(outcome).isDone();
    }

    @Test
    void requestsDoNotWaitForWhatTakesTooLong() {
        board.availability(API, new Coming(COMING.reason(), PATIENCE.plusMillis(1)));

        assertThat(refusal(get("/api")).retryAfter()).contains(Duration.ofSeconds(6));
    }

    @Test
    void waitingRequestsAreRefusedWhenTheWaitTurnsOutTooLong() {
        CompletableFuture<Routing> outcome = outcome(get("/api"));

        board.availability(API, new Coming(COMING.reason(), Duration.ofMinutes(1)));

        assertThat(refusal(outcome.join()).retryAfter()).contains(Duration.ofMinutes(1));
    }

    @Test
    void noMoreRequestsWaitThanMay() {
        List.of(1, 2, 3).forEach(i -> assertThat(get("/api")).isInstanceOf(Hold.class));

        assertThat(refusal(get("/api")).code()).isEqualTo("queue-full");
    }

    @Test
    void whoGoesAwayLeavesThePlaceToOthers() {
        Hold first = (Hold) get("/api");
        get("/api");
        get("/api");

        first.waiting().abandon();

        assertThat(get("/api")).isInstanceOf(Hold.class);
        assertThat(time.pending()).isEqualTo(3);
    }

    @Test
    void aLeaseThatComesTooLateForWhoWentAwayIsGivenBack() {
        Hold hold = (Hold) get("/api");
        board.availability(API, Ready.AT_TARGET);
        assertThat(usage().inFlight()).isEqualTo(1);

        hold.waiting().abandon();

        assertThat(usage().inFlight()).isZero();
    }

    @Test
    void forgottenProcessesRefuseWhoWaits() {
        CompletableFuture<Routing> outcome = outcome(get("/api"));

        board.forget(API);

        assertThat(refusal(outcome.join()).code()).isEqualTo("process-down");
        assertThat(refusal(get("/api")).code()).isEqualTo("process-down");
        assertThat(board.usage(API)).isEmpty();
    }

    @Test
    void otherRoutesTakeEffectAtOnceAndLeaveWhoWaitsAlone() {
        CompletableFuture<Routing> outcome = outcome(get("/api"));
        board.routes(new RouteTable(List.of(route("/new").process(API).build())));

        assertThat(refusal(get("/api")).status()).isEqualTo(404);
        board.availability(API, Ready.AT_TARGET);
        assertThat(outcome.join()).isInstanceOf(Forward.class);
        assertThat(get("/new")).isInstanceOf(Forward.class);
    }

    @Test
    void aRequestThatMeetsAJustKilledProcessIsHeldUntilTheNextIsReady() {
        board.availability(API, Ready.AT_TARGET);

        CompletableFuture<Routing> outcome =
                outcome(lease(request("POST", "/api")).failed(REFUSED));
        assertThat(usage().inFlight()).isZero();
        board.availability(API, COMING);
        time.advance(Duration.ofSeconds(1));
        assertThat(outcome).isNotDone();
        board.availability(API, Ready.AT_TARGET);

        assertThat(outcome.join()).isInstanceOf(Forward.class);
        assertThat(time.pending()).isZero();
    }

    @Test
    void aProcessThatDoesNotListenYetIsAskedAgainWithGrowingPauses() {
        board.availability(API, Ready.AT_TARGET);
        Routing routing = get("/api");
        for (long millis : List.of(10, 20, 40, 80)) {
            CompletableFuture<Routing> outcome = outcome(lease(routing).failed(REFUSED));
            time.advance(Duration.ofMillis(millis - 1));
            assertThat(outcome).isNotDone();
            time.advance(Duration.ofMillis(1));
            routing = outcome.join();
        }

        assertThat(routing).isInstanceOf(Forward.class);
    }

    @Test
    void aProcessThatNeverListensIsGivenUpWhenTheTimeIsOver() {
        board.availability(API, Ready.AT_TARGET);
        Routing routing = get("/api");
        for (int i = 0; i < 100 && routing instanceof Forward; i++) {
            Routing next = lease(routing).failed(REFUSED);
            if (next instanceof Hold) {
                time.advance(Duration.ofMillis(320));
                next = outcome(next).join();
            }
            routing = next;
        }

        assertThat(refusal(routing).status()).isEqualTo(502);
        assertThat(usage().inFlight()).isZero();
    }

    @Test
    void whatCannotBeSentAgainIsRefused() {
        board.availability(API, Ready.AT_TARGET);

        assertThat(refusal(lease(get("/api")).failed(new Failure(Kind.UNSENT, false, "no")))
                        .status())
                .isEqualTo(502);
        assertThat(refusal(lease(request("POST", "/api")).failed(RESET)).status())
                .isEqualTo(502);
    }

    @Test
    void aRequestThatMeetsManyEndedConnectionsOfAKilledProcessIsHeldUntilTheNextIsReady() {
        board.availability(API, Ready.AT_TARGET);
        Routing again = lease(get("/api")).failed(RESET);

        CompletableFuture<Routing> outcome = outcome(lease(again).failed(RESET));
        time.advance(Duration.ofMillis(50));
        assertThat(outcome).isNotDone();
        board.availability(API, COMING);
        time.advance(Duration.ofSeconds(1));
        assertThat(outcome).isNotDone();
        board.availability(API, Ready.AT_TARGET);

        assertThat(outcome.join()).isInstanceOf(Forward.class);
    }

    @Test
    void afterAnIdleConnectionEndedTheNextIsTriedAtOnce() {
        assertThat(lease(get("/plain")).failed(RESET)).isInstanceOf(Forward.class);
    }

    @Test
    void aPlainTargetIsTriedFourTimes() {
        Routing routing = get("/plain");
        for (int i = 0; i < 3; i++) {
            CompletableFuture<Routing> outcome = outcome(lease(routing).failed(REFUSED));
            time.advance(Duration.ofMillis(40));
            routing = outcome.join();
        }

        assertThat(refusal(lease(routing).failed(REFUSED)).status()).isEqualTo(502);
    }

    @Test
    void aRequestThatWasInFlightAtTwoDeathsIsNotSentAgain() {
        board.availability(API, Ready.AT_TARGET);
        Routing routing = dieWith(lease(get("/api")));
        assertThat(routing).isInstanceOf(Forward.class);

        board.availability(API, COMING);
        Routing second = lease(routing).failed(RESET);

        assertThat(refusal(second).body()).contains("ended twice");
    }

    @Test
    void theDeathsAreCountedEvenIfTheyAreNoticedLater() {
        board.availability(API, Ready.AT_TARGET);
        Routing routing = dieWith(lease(get("/api")));

        CompletableFuture<Routing> rested = outcome(lease(routing).failed(RESET));
        time.advance(Duration.ofMillis(100));
        CompletableFuture<Routing> outcome = outcome(lease(rested.join()).failed(REFUSED));
        board.availability(API, COMING);

        assertThat(refusal(outcome.join()).body()).contains("ended twice");
    }

    /** The process dies with the request, which is noticed only when it was tried once more; and is back at once. */
    private Routing dieWith(Lease lease) {
        Lease again = lease(lease.failed(RESET));
        CompletableFuture<Routing> outcome = outcome(again.failed(REFUSED));
        board.availability(API, COMING);
        board.availability(API, Ready.AT_TARGET);
        return outcome.join();
    }

    private RouteBoard.Usage usage() {
        return board.usage(API).orElseThrow();
    }

    private Routing get(String target) {
        return request("GET", target);
    }

    private Routing request(String method, String target) {
        return board.route(new RequestHead(method, false, "Example.com:8080", target, false));
    }

    private static Lease lease(Routing routing) {
        assertThat(routing).isInstanceOf(Forward.class);
        return ((Forward) routing).lease();
    }

    private static Refusal refusal(Routing routing) {
        assertThat(routing).isInstanceOf(Refuse.class);
        return ((Refuse) routing).refusal();
    }

    private static CompletableFuture<Routing> outcome(Routing routing) {
        assertThat(routing).isInstanceOf(Hold.class);
        return ((Hold) routing).waiting().outcome().toCompletableFuture();
    }
}
