package dev.upkeep.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import dev.upkeep.route.Availability.Coming;
import dev.upkeep.route.Availability.Ready;
import dev.upkeep.route.Failure;
import dev.upkeep.route.Failure.Kind;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Route;
import dev.upkeep.route.Route.HoldLimit;
import dev.upkeep.route.RouteTable;
import dev.upkeep.route.Routing;
import dev.upkeep.testing.ManualTime;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many threads ask, fail, give back and go away while the process comes and goes. */
class RouteBoardConcurrencyTest {
    private static final ProcessId API = new ProcessId("api");
    private static final Coming COMING = new Coming(new Reason("Launched", "Launched"), Duration.ZERO);
    private static final RequestHead GET = new RequestHead("GET", false, "localhost", "/", false);
    private static final int THREADS = 4;
    private static final int EACH = 5_000;

    private final ManualTime time = new ManualTime();
    private final ExecutorService outcomes = Executors.newFixedThreadPool(2);
    private final ExecutorService clients = Executors.newFixedThreadPool(THREADS);
    private final RouteBoard board = new RouteBoard(new GateSeams(time, time, outcomes), () -> 443);
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger abandoned = new AtomicInteger();

    @AfterEach
    void endThreads() throws InterruptedException {
        clients.shutdownNow();
        outcomes.shutdownNow();
        assertThat(clients.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(outcomes.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    RouteBoardConcurrencyTest() {
        board.routes(new RouteTable(List.of(Route.builder(URI.create("http://localhost:3001"))
                .process(API)
                .hold(new HoldLimit(THREADS * EACH, Duration.ofDays(1)))
                .build())));
    }

    @Test
    void noRequestFailsOrWaitsWhileAProcessGetsOtherIds() {
        board.availability(API, Ready.AT_TARGET);
        CountDownLatch busy = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS; i++) {
            clients.execute(() -> {
                for (int n = 0; n < EACH && board.route(GET) instanceof Routing.Forward forward; n++) {
                    forward.decline();
                    answered.incrementAndGet();
                }
                busy.countDown();
            });
        }

        ProcessId before = API;
        for (long n = 0; busy.getCount() > 0 && n < 100_000_000; n++) {
            ProcessId after = new ProcessId("api" + n % 2);
            if (!after.equals(before)) {
                board.renamed(before, after);
                board.routes(new RouteTable(List.of(Route.builder(URI.create("http://localhost:3001"))
                        .process(after)
                        .build())));
                board.dropped(before);
                before = after;
            }
        }

        assertThat(answered).hasValue(THREADS * EACH);
        assertThat(board.usage(before).orElseThrow().inFlight()).isZero();
    }

    @Test
    void noRequestAndNoLeaseIsLost() {
        CountDownLatch busy = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom dice = new SplittableRandom(i);
            clients.execute(() -> ask(dice, busy));
        }

        for (long n = 0; busy.getCount() > 0 && n < 100_000_000; n++) {
            board.availability(API, n % 2 == 0 ? Ready.AT_TARGET : COMING);
            time.advance(Duration.ofMillis(5));
        }
        board.availability(API, Ready.AT_TARGET);

        await().untilAsserted(() -> {
            time.advance(Duration.ofSeconds(1));
            assertThat(answered.get() + abandoned.get()).isEqualTo(THREADS * EACH);
            assertThat(board.usage(API).orElseThrow().inFlight()).isZero();
        });
        assertThat(board.usage(API).orElseThrow().waiting()).isZero();
        assertThat(time.pending()).isZero();
    }

    /** Time stands still and nothing changes afterwards, so nothing else would wake a request that slept through it. */
    @Test
    void whoComesAtTheMomentOfReadinessDoesNotSleepThroughIt() throws InterruptedException {
        for (int round = 1; round <= 500; round++) {
            board.availability(API, COMING);
            CountDownLatch asked = new CountDownLatch(THREADS);
            for (int i = 0; i < THREADS; i++) {
                clients.execute(() -> askPlainly(asked));
            }
            board.availability(API, Ready.AT_TARGET);
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            int expected = round * THREADS * 20;
            await().pollInterval(Duration.ofMillis(1)).untilAtomic(answered, equalTo(expected));
        }
        assertThat(time.pending()).isZero();
    }

    private void askPlainly(CountDownLatch asked) {
        for (int n = 0; n < 20; n++) {
            closeWhenForwarded(board.route(GET));
        }
        asked.countDown();
    }

    private void closeWhenForwarded(Routing routing) {
        if (routing instanceof Routing.Forward forward) {
            forward.lease().close();
            answered.incrementAndGet();
        } else if (routing instanceof Routing.Hold hold) {
            hold.waiting().outcome().thenAccept(this::closeWhenForwarded);
        }
    }

    private void ask(SplittableRandom dice, CountDownLatch busy) {
        for (int i = 0; i < EACH; i++) {
            follow(board.route(GET), dice.split());
        }
        busy.countDown();
    }

    private void follow(Routing routing, SplittableRandom dice) {
        if (routing instanceof Routing.Forward forward) {
            exchange(forward, dice);
        } else if (routing instanceof Routing.Hold hold) {
            hold(hold.waiting(), dice);
        } else {
            answered.incrementAndGet();
        }
    }

    private void exchange(Routing.Forward forward, SplittableRandom dice) {
        int throwOfDice = dice.nextInt(10);
        if (throwOfDice < 2) {
            Kind kind = throwOfDice == 0 ? Kind.UNSENT : Kind.UNANSWERED;
            follow(forward.lease().failed(new Failure(kind, true, "no")), dice);
        } else {
            forward.lease().close();
            answered.incrementAndGet();
        }
    }

    /** Who goes away counts once, and no outcome that comes nevertheless is followed. */
    private void hold(Routing.Waiting waiting, SplittableRandom dice) {
        if (dice.nextInt(4) == 0) {
            waiting.abandon();
            abandoned.incrementAndGet();
        } else {
            waiting.outcome().thenAccept(routing -> follow(routing, dice));
        }
    }
}
