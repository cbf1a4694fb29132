package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.Failure.Kind;
import dev.upkeep.route.Upstream;
import dev.upkeep.testkit.Head.Field;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.http2.ErrorCode;
import org.junit.jupiter.api.Test;

/** Backends that speak HTTP/2 without TLS, whatever their clients speak. */
abstract class Http2UpstreamContract extends ContractTest {
    private static final String GET = "GET / HTTP/1.1\r\n" + HOST + "\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
    private static final long BUFFERS = 32L * Flood.MEBIBYTE;
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void theHeadArrivesAsHttp2HasIt() throws Exception {
        CompletableFuture<Head> seen = new CompletableFuture<>();
        following(stream -> {
            seen.complete(stream.readHead());
            answerOk(stream);
        });
        Message answer = exchange("GET /a%2Fb?q={|} HTTP/1.1\r\n" + HOST
                + "Connection: keep-alive, X-Mine\r\nX-Mine: 1\r\nKeep-Alive: 5\r\nX-Other: 2\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("ok");
        Head head = soon(seen);
        assertThat(head.startLine()).isEqualTo("GET /a%2Fb?q={|} HTTP/2");
        assertThat(head.values(":authority")).containsExactly("app.example");
        assertThat(head.values("X-Forwarded-Host")).containsExactly("app.example");
        assertThat(head.values("X-Other")).containsExactly("2");
        assertThat(head.values("Via")).containsExactly("1.1 upkeep");
        for (String hopByHop : List.of("Host", "Connection", "Keep-Alive", "X-Mine", "Transfer-Encoding", "TE")) {
            assertThat(head.values(hopByHop)).as(hopByHop).isEmpty();
        }
    }

    @Test
    void fromHttp2ToHttp2NothingIsLost() throws Exception {
        CompletableFuture<Message> seen = new CompletableFuture<>();
        following(stream -> {
            seen.complete(stream.readMessage());
            stream.answer(200, new Field("x-answer", "1"));
            stream.send("ok");
            stream.end(new Field("x-sum", "42"));
        });
        Http2Stream stream = http2().open("POST", "/", new Field("te", "trailers"));
        stream.send("hello");
        stream.end();
        Message answer = stream.readMessage();
        assertThat(answer.text()).isEqualTo("ok");
        assertThat(answer.head().value("X-Answer")).contains("1");
        assertThat(answer.trailers()).containsExactly(new Field("x-sum", "42"));
        assertThat(soon(seen).text()).isEqualTo("hello");
        assertThat(soon(seen).head().values("te")).containsExactly("trailers");
    }

    @Test
    void trailersReachAClientOfHttp1() throws Exception {
        following(stream -> {
            stream.readHead();
            stream.answer(200);
            stream.send("ok");
            stream.end(new Field("x-sum", "42"));
        });
        Message answer = exchange("GET / HTTP/1.1\r\n" + HOST + "TE: trailers\r\nConnection: TE\r\n\r\n");
        assertThat(answer.text()).isEqualTo("ok");
        assertThat(answer.trailers()).containsExactly(new Field("x-sum", "42"));
    }

    @Test
    void anAnswerWithoutABodyStaysOneFrame() throws Exception {
        following(stream -> {
            stream.readHead();
            stream.answerWhole(200, new Field("grpc-status", "5"));
        });
        Http2Stream stream = http2().ask("POST", "/");
        Head head = stream.readHead();
        assertThat(head.value("grpc-status")).contains("5");
        assertThat(stream.cameWhole()).isTrue();
    }

    @Test
    void answersWithoutABodyPass() throws Exception {
        following(stream -> {
            Head head = stream.readHead();
            stream.answerWhole(head.method().equals("HEAD") ? 200 : 204, new Field("x-answer", "1"));
        });
        assertThat(get("/").status()).isEqualTo(204);
        Wire client = client();
        client.send("HEAD / HTTP/1.1\r\n" + HOST + "\r\n");
        Head head = client.readHead();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.values("X-Answer")).containsExactly("1");
    }

    @Test
    void interimAnswersReachTheClient() throws Exception {
        following(stream -> {
            stream.readHead();
            stream.answer(103, new Field("link", "</style.css>"));
            answerOk(stream);
        });
        Wire client = client();
        client.send(GET);
        Message hints = client.readAnswer();
        assertThat(hints.status()).isEqualTo(103);
        assertThat(hints.head().value("Link")).contains("</style.css>");
        assertThat(client.readAnswer().text()).isEqualTo("ok");
    }

    @Test
    void theBackendIsAskedWhetherToContinue() throws Exception {
        following(stream -> {
            assertThat(stream.readHead().value("Expect")).contains("100-continue");
            stream.answer(100);
            assertThat(stream.readPiece()).isEqualTo("body");
            answerOk(stream);
        });
        Wire client = client();
        client.send("PUT / HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n");
        assertThat(client.readAnswer().status()).isEqualTo(100);
        client.send("body");
        assertThat(client.readAnswer().text()).isEqualTo("ok");
    }

    @Test
    void largeBodiesArriveWholeBothWays() throws Exception {
        Flood flood = Flood.ofMebibytes(16);
        CompletableFuture<String> received = new CompletableFuture<>();
        following(stream -> {
            stream.readHead();
            received.complete(Flood.fingerprint(stream.body()));
            stream.answer(200);
            stream.send(flood.stream());
        });
        Wire client = client();
        client.send("PUT / HTTP/1.1\r\n" + HOST + CHUNKED);
        flood.sendInChunks(client);
        try (InputStream body = client.body(client.readHead())) {
            assertThat(Flood.fingerprint(body)).isEqualTo(flood.fingerprint());
        }
        assertThat(received).isCompletedWithValue(flood.fingerprint());
    }

    @Test
    void bothDirectionsFlowAtOnce() throws Exception {
        following(stream -> {
            stream.readHead();
            stream.answer(200);
            for (String piece = stream.readPiece(); !piece.isEmpty(); piece = stream.readPiece()) {
                stream.send("echo " + piece);
            }
            stream.end(new Field("x-end", "1"));
        });
        Http2Stream stream = http2().open("POST", "/");
        assertThat(stream.readHead().status()).isEqualTo(200);
        for (int i = 0; i < 50; i++) {
            stream.send("piece " + i);
            assertThat(stream.readPiece()).isEqualTo("echo piece " + i);
        }
        stream.end();
        assertThat(stream.readPiece()).isEmpty();
    }

    @Test
    void aBackendCannotPushWhatNobodyReads() throws Exception {
        CompletableFuture<Long> accepted = new CompletableFuture<>();
        following(stream -> {
            if (stream.readHead().target().equals("/")) {
                stream.answer(200);
                accepted.complete(stream.pushUntilStalled(2 * BUFFERS));
                stream.awaitReset();
            } else {
                answerOk(stream);
            }
        });
        Wire client = client();
        client.send(GET);
        assertThat(soon(accepted)).isLessThan(BUFFERS);
        assertThat(get("/other").text()).as("beside it").isEqualTo("ok");
        client.close();
    }

    @Test
    void aClientCannotPushWhatNobodyReads() throws Exception {
        CountDownLatch stalled = new CountDownLatch(1);
        following(stream -> {
            stream.readHead();
            await(stalled);
            stream.reset(ErrorCode.CANCEL_STREAM_ERROR);
        });
        Wire client = client();
        client.send("PUT / HTTP/1.1\r\n" + HOST + "Content-Length: " + 2 * BUFFERS + "\r\n\r\n");
        assertThat(Flood.ofMebibytes(64).sendUntilStalled(client)).isLessThan(BUFFERS);
        stalled.countDown();
    }

    @Test
    void theBackendIsToldWhenTheClientLeaves() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<String> ended = new CompletableFuture<>();
        following(stream -> {
            stream.readHead();
            asked.countDown();
            ended.complete(stream.awaitReset());
        });
        Wire client = client();
        client.send(GET);
        await(asked);
        client.close();
        assertThat(soon(ended)).contains("cancel");
    }

    @Test
    void aStreamThatIsResetBeforeTheAnswerIsToldAsFailed() throws Exception {
        following(stream -> {
            stream.readHead();
            stream.reset(ErrorCode.INTERNAL_ERROR);
        });
        assertThat(exchange(GET).status()).isEqualTo(502);
        assertThat(failure().kind()).isIn(Kind.UNANSWERED, Kind.BROKEN);
    }

    @Test
    void aStreamThatIsRefusedIsToldAsUnsent() throws Exception {
        following(stream -> {
            stream.readHead();
            stream.reset(ErrorCode.REFUSED_STREAM_ERROR);
        });
        assertThat(exchange(GET).status()).isEqualTo(503);
        assertThat(failure().kind()).isEqualTo(Kind.UNSENT);
        assertThat(failure().repeatable()).isTrue();
    }

    @Test
    void aLargeHeadOfAnAnswerPasses() throws Exception {
        Field large = new Field("x-large", "x".repeat(12_000));
        following(stream -> {
            stream.readHead();
            stream.answerWhole(204, large);
        });
        assertThat(get("/").head().values("X-Large")).containsExactly(large.value());
    }

    @Test
    void aStreamThatIsResetInTheMiddleReachesTheClientCutOff() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        following(stream -> {
            stream.readHead();
            stream.answer(200);
            stream.send("beginning");
            await(arrived);
            stream.reset(ErrorCode.INTERNAL_ERROR);
        });
        Wire client = client();
        client.send(GET);
        client.readHead();
        assertThat(client.readChunk()).asString().isEqualTo("beginning");
        arrived.countDown();
        assertThat(client.readChunkOrEnd()).isEmpty();
        assertThat(failure().kind()).isEqualTo(Kind.BROKEN);
    }

    @Test
    void aBackendThatNeverAnswersIsTimedOut() throws Exception {
        Upstream silent = following(stream -> {
            stream.readHead();
            stream.awaitReset();
        });
        router.says(head -> router.forwardForAnswerWithin(silent, SHORT));
        assertThat(exchange(GET).status()).isEqualTo(504);
        assertThat(failure().kind()).isEqualTo(Kind.TIMED_OUT);
    }

    @Test
    void aBackendThatSpeaksHttp1OnlyIsToldAsFailed() throws Exception {
        Upstream old = scripted(wire -> wire.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"))
                .upstream();
        router.says(head -> router.forward(new Upstream(false, true, old.host(), old.port())));
        assertThat(exchange(GET).status()).isIn(502, 503);
    }

    @Test
    void manyAtOnceShareFewConnections() throws Exception {
        CountDownLatch all = new CountDownLatch(50);
        Http2Backend backend = closing(Http2Backend.following(stream -> {
            String target = stream.readHead().target();
            all.countDown();
            await(all);
            stream.answer(200);
            stream.send(target);
            stream.end();
        }));
        router.says(head -> router.forward(backend.upstream()));
        List<Wire> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Wire client = client();
            client.send("GET /" + i + " HTTP/1.1\r\n" + HOST + "\r\n");
            clients.add(client);
        }
        for (int i = 0; i < 50; i++) {
            assertThat(clients.get(i).readAnswer().text()).isEqualTo("/" + i);
        }
        assertThat(backend.connections()).isLessThanOrEqualTo(32);
    }

    @Test
    void anUpgradeIsLeftOut() throws Exception {
        CompletableFuture<Head> seen = new CompletableFuture<>();
        following(stream -> {
            seen.complete(stream.readHead());
            answerOk(stream);
        });
        assertThat(exchange("GET / HTTP/1.1\r\n" + HOST + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(soon(seen).has("Upgrade")).isFalse();
    }

    private static void answerOk(Http2Stream stream) throws IOException {
        stream.answer(200, new Field("content-length", "2"));
        stream.send("ok");
        stream.end();
    }

    private Upstream following(Http2Backend.Script script) throws Exception {
        Upstream upstream = closing(Http2Backend.following(script)).upstream();
        router.says(head -> router.forward(upstream));
        return upstream;
    }

    private Http2Client http2() throws Exception {
        return closing(Http2Client.to(proxy().httpPort()));
    }
}
