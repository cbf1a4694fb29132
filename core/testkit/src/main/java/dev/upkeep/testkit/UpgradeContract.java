package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.Failure;
import dev.upkeep.route.Routing;
import dev.upkeep.route.Upstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that both sides want to use for something else than HTTP belongs to them until one of them ends it. */
abstract class UpgradeContract extends TunnelTest {
    private static final Flood LARGE = Flood.ofMebibytes(64);
    private static final long BUFFERS = 32L * Flood.MEBIBYTE;

    @Test
    void theHandshakePassesBothWays() throws Exception {
        CompletableFuture<Head> asked = new CompletableFuture<>();
        granting(wire -> wire.awaitEnd(), asked);
        Head answer = client(ASKING).readHead();
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.values("Upgrade")).containsExactly("websocket");
        assertThat(answer.values("Connection")).containsExactly("Upgrade");
        assertThat(answer.values("Sec-WebSocket-Accept")).containsExactly("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(answer.has("Transfer-Encoding")).isFalse();
        Head seen = soon(asked);
        assertThat(seen.startLine()).isEqualTo("GET /chat HTTP/1.1");
        assertThat(seen.values("Upgrade")).containsExactly("websocket");
        assertThat(seen.values("Connection")).containsExactly("Upgrade");
        assertThat(seen.values("Sec-WebSocket-Key")).containsExactly("dGhlIHNhbXBsZSBub25jZQ==");
        assertThat(seen.values("Host")).containsExactly("app.example");
        assertThat(seen.values("X-Forwarded-Host")).containsExactly("app.example");
    }

    @Test
    void anyProtocolButHttpItselfPasses() throws Exception {
        scripted(wire -> {
            assertThat(wire.readHead().values("Upgrade")).containsExactly("tcp");
            wire.send("HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nhello");
        });
        Wire client = client(ASKING.replace("websocket", "tcp"));
        assertThat(client.readHead().status()).isEqualTo(101);
        assertThat(client.readAll()).asString().isEqualTo("hello");
    }

    @Test
    void whatEitherSideSaysReachesTheOther() throws Exception {
        granting(wire -> {
            for (int i = 0; i < 50; i++) {
                wire.send("echo " + wire.readLine() + "\n");
            }
        });
        Wire client = open(client(ASKING));
        for (int i = 0; i < 50; i++) {
            client.send("li");
            client.send("ne " + i + "\n");
            assertThat(client.readLine()).isEqualTo("echo line " + i);
        }
    }

    @Test
    void theBackendMaySpeakFirst() throws Exception {
        granting(wire -> {
            wire.send("first\n");
            assertThat(wire.readLine()).isEqualTo("second");
            wire.send("third\n");
        });
        Wire client = open(client(ASKING));
        assertThat(client.readLine()).isEqualTo("first");
        client.send("second\n");
        assertThat(client.readLine()).isEqualTo("third");
    }

    @Test
    void whatComesRightBehindTheAnswerIsNotLost() throws Exception {
        scripted(wire -> {
            wire.readHead();
            wire.send(GRANTED + "right behind\n");
            wire.awaitEnd();
        });
        assertThat(open(client(ASKING)).readLine()).isEqualTo("right behind");
    }

    @Test
    void muchFlowsBothWaysAtOnceUndamaged() throws Exception {
        Flood flood = Flood.ofMebibytes(10);
        CompletableFuture<String> received = new CompletableFuture<>();
        granting(wire -> {
            Thread sender = sending(flood, wire);
            received.complete(Flood.fingerprint(wire.next(flood.length())));
            sender.join();
            wire.awaitEnd();
        });
        Wire client = open(client(ASKING));
        Thread sender = sending(flood, client);
        assertThat(Flood.fingerprint(client.next(flood.length()))).isEqualTo(flood.fingerprint());
        sender.join();
        assertThat(soon(received)).isEqualTo(flood.fingerprint());
    }

    @Test
    void aBackendCannotPushWhatNobodyReads() throws Exception {
        CompletableFuture<Long> accepted = new CompletableFuture<>();
        granting(wire -> {
            accepted.complete(LARGE.sendUntilStalled(wire));
            LARGE.sendFrom(accepted.join(), wire);
            wire.awaitEnd();
        });
        Wire client = open(client(ASKING));
        assertThat(soon(accepted)).isLessThan(BUFFERS);
        assertThat(Flood.fingerprint(client.next(LARGE.length()))).isEqualTo(LARGE.fingerprint());
    }

    @Test
    void aClientCannotPushWhatNobodyReads() throws Exception {
        CountDownLatch stalled = new CountDownLatch(1);
        CompletableFuture<String> received = new CompletableFuture<>();
        granting(wire -> {
            await(stalled);
            received.complete(Flood.fingerprint(wire.next(LARGE.length())));
            wire.send("all\n");
        });
        Wire client = open(client(ASKING));
        long accepted = LARGE.sendUntilStalled(client);
        assertThat(accepted).isLessThan(BUFFERS);
        stalled.countDown();
        LARGE.sendFrom(accepted, client);
        assertThat(client.readLine()).isEqualTo("all");
        assertThat(soon(received)).isEqualTo(LARGE.fingerprint());
    }

    @Test
    void aRefusalPassesWithItsFieldsAndItsBody() throws Exception {
        backend("HTTP/1.1 403 Forbidden\r\nX-Why: members only\r\nContent-Length: 4\r\n\r\nshoo");
        Wire client = client(ASKING);
        Message answer = client.readAnswer();
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.head().values("X-Why")).containsExactly("members only");
        assertThat(answer.text()).isEqualTo("shoo");
        assertThat(router.lease().isGivenBack()).isTrue();
    }

    @Test
    void theNextRequestAfterARefusalIsServed() throws Exception {
        backend(
                "HTTP/1.1 426 Upgrade Required\r\nUpgrade: other\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\n\r\n");
        Wire client = client(ASKING);
        assertThat(client.readAnswer().text()).isEqualTo("no");
        backend(OK);
        client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
        assertThat(client.readAnswer().text()).isEqualTo("ok");
    }

    /** More than either adapter has connections for requests to one upstream. */
    @Test
    @Timeout(60)
    void manyTunnelsDoNotUseUpTheConnectionsForRequests() throws Exception {
        RawBackend backend = granting(wire -> wire.awaitEnd());
        for (int i = 0; i < 1_100; i++) {
            open(client(ASKING));
        }
        assertThat(backend.connections()).isEqualTo(1_100);
    }

    @Test
    void aHeldOneIsForwardedWhenItCanBe() throws Exception {
        RawBackend backend = granting(wire -> wire.send("echo " + wire.readLine() + "\n"));
        ScriptedWait wait = hold();
        Wire client = client(ASKING);
        router.head();
        wait.end(router.forward(backend.upstream()));
        open(client).send("hello\n");
        assertThat(client.readLine()).isEqualTo("echo hello");
    }

    @Test
    void oneThatCouldNotBeSentIsForwardedElsewhere() throws Exception {
        RawBackend backend = granting(wire -> wire.send("echo " + wire.readLine() + "\n"));
        Upstream dead = deadUpstream();
        Routing next = router.forward(backend.upstream());
        router.says(head -> router.forward(dead, failure -> next));
        Wire client = open(client(ASKING));
        client.send("hello\n");
        assertThat(client.readLine()).isEqualTo("echo hello");
    }

    @Test
    void oneThatGetsNoAnswerFails() throws Exception {
        scripted(wire -> wire.readHead());
        assertThat(client(ASKING).readAnswer().status()).isEqualTo(502);
        assertThat(failure().kind()).isEqualTo(Failure.Kind.UNANSWERED);
    }

    @Test
    void anAnswerInTimeIsAwaitedButSilenceAfterwardsIsFine() throws Exception {
        Duration patience = Duration.ofMillis(300);
        Upstream talking = granting(wire -> {
                    wire.readLine();
                    wire.send("still here\n");
                })
                .upstream();
        Upstream mute = scripted(wire -> {
                    wire.readHead();
                    wire.awaitEnd();
                })
                .upstream();
        router.says(head -> router.forwardForAnswerWithin(head.target().equals("/chat") ? talking : mute, patience));
        Wire client = open(client(ASKING));
        assertThat(client(ASKING.replace("/chat", "/mute")).readAnswer().status())
                .isEqualTo(504);
        client.send("anybody there?\n");
        assertThat(client.readLine()).isEqualTo("still here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: Upgrade\r\nUpgrade: TLS/1.0\r\n",
                "Connection: Upgrade\r\nUpgrade: HTTP/2.0\r\n",
                "Connection: Upgrade\r\nUpgrade: websocket, tcp\r\n",
                "Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n",
            })
    void whatMustNotPassIsLeftOutOrRefused(String fields) throws Exception {
        RawBackend backend = backend(OK);
        Message answer = exchange("GET / HTTP/1.1\r\n" + HOST + fields + "\r\n0\r\n\r\n");
        if (answer.status() == 200) {
            Head seen = backend.request().head();
            assertThat(seen.has("Upgrade")).isFalse();
            assertThat(seen.values("Connection")).doesNotContain("Upgrade");
        } else {
            assertThat(answer.status()).isEqualTo(400);
        }
    }

    @Test
    void aRouteMayLeaveItOut() throws Exception {
        RawBackend backend = backend(OK);
        Upstream upstream = backend.upstream();
        router.says(head -> router.forwardWithoutUpgrade(upstream));
        assertThat(exchange(ASKING).status()).isEqualTo(200);
        assertThat(backend.request().head().has("Upgrade")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upgrade: other\r\n", "Upgrade: websocket\r\nUpgrade: other\r\n", ""})
    void aChangeToSomethingElseIsNoAnswer(String upgrade) throws Exception {
        backend("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n" + upgrade + "\r\n");
        assertThat(exchange(ASKING).status()).isEqualTo(502);
    }

    private Upstream deadUpstream() throws Exception {
        RawBackend dead = RawBackend.answering(request -> OK);
        Upstream upstream = dead.upstream();
        dead.close();
        return upstream;
    }

    private static Thread sending(Flood flood, Wire wire) {
        Thread sender = new Thread(
                () -> {
                    try {
                        flood.sendFrom(0, wire);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "flood");
        sender.setDaemon(true);
        sender.start();
        return sender;
    }
}
