package dev.upkeep.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.ClientLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A client that takes its time takes no place from others for ever; one that has to wait itself is left alone. */
abstract class PatienceContract extends TunnelTest {
    static final ClientLimits IMPATIENT =
            ClientLimits.DEFAULT.withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));

    private static final String GET = "GET / HTTP/1.1\r\n" + HOST + "\r\n";
    private static final String POST = "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 8\r\n\r\nbody";
    private static final int TRICKLES = 300;

    @Test
    void whoSendsNothingIsLetGo() throws Exception {
        client().awaitEnd();
    }

    @Test
    void whoSendsAHeadPieceByPieceIsLetGo() throws Exception {
        Wire client = client();
        client.send("GET / HTTP/1.1\r\n" + HOST);
        CompletableFuture<Void> ended = CompletableFuture.runAsync(() -> awaitEnd(client));
        for (int i = 0; i < TRICKLES && !isDoneSoon(ended); i++) {
            trickle(client);
        }
        assertThat(ended).succeedsWithin(15, SECONDS);
        assertThat(router.leases()).isEmpty();
    }

    @Test
    void whoAsksForNothingMoreIsLetGo() throws Exception {
        backend(OK);
        Wire client = client();
        client.send(GET);
        assertThat(client.readAnswer().text()).isEqualTo("ok");
        client.awaitEnd();
    }

    @Test
    void whoStopsSendingItsBodyIsToldSoAndTheBackendIsFree() throws Exception {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        scripted(wire -> {
            wire.readHead();
            wire.awaitEnd();
            ended.complete(true);
        });
        Wire client = client();
        client.send(POST);
        Message answer = client.readAnswer();
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.text()).contains("\"code\":\"request-timeout\"");
        client.awaitEnd();
        assertThat(ended).succeedsWithin(15, SECONDS);
        assertThat(router.lease().isGivenBack()).isTrue();
        assertThat(router.lease().failures()).isEmpty();
    }

    @Test
    void whoStopsTakingItsAnswerIsCutOff() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        Flood endless = Flood.ofMebibytes(512);
        scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + endless.length() + "\r\n\r\n");
            try {
                endless.sendFrom(0, wire);
            } finally {
                ended.countDown();
            }
        });
        Wire client = client();
        client.send(GET);
        client.readHead();
        assertThat(ended.await(20, SECONDS)).as("the backend is free").isTrue();
        assertThat(router.lease().isGivenBack()).isTrue();
    }

    @Test
    void whoIsHeldIsNotBlamed() throws Exception {
        RawBackend backend = backend(OK);
        ScriptedWait wait = hold();
        Wire client = client();
        client.send(POST + "more");
        router.head();
        letPatienceEnd();
        wait.end(router.forward(backend.upstream()));
        assertThat(client.readAnswer().text()).isEqualTo("ok");
    }

    @Test
    void whoWaitsForASlowBackendIsNotBlamed() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        scripted(wire -> {
            wire.readRequest();
            await(goOn, 15);
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsl");
            await(goOn, 15);
            wire.send("ow");
        });
        Wire client = client();
        client.send(POST + "more");
        router.head();
        letPatienceEnd();
        goOn.countDown();
        assertThat(client.readAnswer().text()).isEqualTo("slow");
    }

    @Test
    void aTunnelMayBeSilent() throws Exception {
        granting(wire -> wire.send(wire.readBytes(4), 0, 4));
        Wire client = open(client(ASKING));
        letPatienceEnd();
        client.send("ping");
        assertThat(client.readBytes(4)).asString(US_ASCII).isEqualTo("ping");
    }

    /** What began before is older than any patience when this returns. */
    private void letPatienceEnd() throws Exception {
        client().awaitEnd();
        client().awaitEnd();
    }

    private static void await(CountDownLatch latch, int seconds) throws InterruptedException {
        assertThat(latch.await(seconds, SECONDS)).isTrue();
    }

    private static boolean isDoneSoon(CompletableFuture<Void> future) throws Exception {
        try {
            future.get(100, MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    private static void trickle(Wire client) {
        try {
            client.send("X: y\r\n");
        } catch (IOException closed) {
            assertThat(closed).isNotNull();
        }
    }

    private static void awaitEnd(Wire wire) {
        try {
            wire.awaitEnd();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
