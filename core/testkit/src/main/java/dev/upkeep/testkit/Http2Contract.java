package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.testkit.Head.Field;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** HTTP/2 without TLS on the side of the client, both ways to begin it; with TLS, see {@link HttpsContract}. */
abstract class Http2Contract extends ContractTest {
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
    private static final long BUFFERS = 32L * Flood.MEBIBYTE;

    @Test
    void aClientThatKnowsIsServedFromTheFirstByteOn() throws Exception {
        RawBackend backend = backend(OK);
        Message answer = http2().ask("GET", "/x?y").readMessage();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("ok");
        assertThat(router.head().secure()).isFalse();
        Head seen = backend.request().head();
        assertThat(seen.startLine()).isEqualTo("GET /x?y HTTP/1.1");
        assertThat(seen.values("Host")).containsExactly("app.example");
        assertThat(seen.values("X-Forwarded-Host")).containsExactly("app.example");
        assertThat(seen.values("Via")).containsExactly("2 upkeep");
        assertThat(seen.has("Transfer-Encoding")).isFalse();
        assertThat(seen.fields()).noneMatch(field -> field.name().startsWith(":"));
    }

    @Test
    void aClientThatAsksIsUpgraded() throws Exception {
        RawBackend backend = backend(OK);
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(uri("/" + i)).build(), BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("ok");
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            Head seen = backend.request().head();
            assertThat(seen.target()).isEqualTo("/" + i);
            assertThat(seen.values("Host")).containsExactly(uri("/").getAuthority());
            assertThat(seen.has("HTTP2-Settings")).isFalse();
            assertThat(seen.has("Upgrade")).isFalse();
        }
    }

    @Test
    void aBodyArrivesWithOrWithoutAnUpgrade() throws Exception {
        RawBackend backend = backend(OK);
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        for (int i = 0; i < 3; i++) {
            HttpRequest request = HttpRequest.newBuilder(uri("/"))
                    .POST(BodyPublishers.ofString("hello"))
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("ok");
            assertThat(backend.request().text()).isEqualTo("hello");
        }
    }

    @Test
    void aBodyWithoutALengthArrives() throws Exception {
        RawBackend backend = backend(OK);
        Http2Stream stream = http2().open("POST", "/");
        stream.send("hello ");
        stream.send("world");
        stream.end();
        assertThat(stream.readMessage().text()).isEqualTo("ok");
        Message seen = backend.request();
        assertThat(seen.text()).isEqualTo("hello world");
        assertThat(seen.head().isChunked()).isTrue();
    }

    @Test
    void aBodyThatTurnsOutEmptyIsServed() throws Exception {
        RawBackend backend = backend(OK);
        Http2Stream stream = http2().open("POST", "/");
        stream.end();
        assertThat(stream.readMessage().text()).isEqualTo("ok");
        assertThat(backend.request().text()).isEmpty();
    }

    @Test
    void theHeadOfARequestArrivesBeforeItsBody() throws Exception {
        CompletableFuture<Head> head = new CompletableFuture<>();
        scripted(wire -> {
            head.complete(wire.readHead());
            assertThat(wire.readChunk()).asString().isEqualTo("body");
            assertThat(wire.readChunk()).isEmpty();
            wire.readFields();
            wire.send(OK);
        });
        Http2Stream stream = http2().open("POST", "/early");
        assertThat(soon(head).target()).isEqualTo("/early");
        stream.send("body");
        stream.end();
        assertThat(stream.readMessage().text()).isEqualTo("ok");
    }

    @Test
    void crumbsOfACookieArriveAsOne() throws Exception {
        RawBackend backend = backend(OK);
        http2().ask("GET", "/", new Field("cookie", "a=1"), new Field("cookie", "b=2"))
                .readMessage();
        assertThat(backend.request().head().values("Cookie")).containsExactly("a=1; b=2");
    }

    @Test
    void aHeaderAsLargeAsInHttp1IsForwarded() throws Exception {
        RawBackend backend = backend(OK);
        String large = "c".repeat(15_000);
        assertThat(http2().ask("GET", "/", new Field("cookie", large))
                        .readMessage()
                        .text())
                .isEqualTo("ok");
        assertThat(backend.request().head().values("Cookie")).containsExactly(large);
    }

    @Test
    void aHeaderThatIsTooLargeIsRefused() throws Exception {
        RawBackend backend = backend(OK);
        Http2Client client = http2();
        assertThat(statusOrReset(() -> client.ask("GET", "/", new Field("cookie", "c".repeat(40_000)))))
                .isIn(List.of(431, 0));
        assertThat(backend.unseenRequests()).isZero();
    }

    @Test
    void anAnswerToHeadHasALengthAndNoBody() throws Exception {
        scripted(wire -> {
            wire.readHead();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
            wire.awaitEnd();
        });
        Message answer = http2().ask("HEAD", "/").readMessage();
        assertThat(answer.head().value("Content-Length")).contains("5");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void trailersOfAnAnswerReachTheClient() throws Exception {
        backend("HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\n" + CHUNKED + "2\r\nok\r\n0\r\nX-Sum: 42\r\n\r\n");
        Message answer = http2().ask("GET", "/", new Field("te", "trailers")).readMessage();
        assertThat(answer.text()).isEqualTo("ok");
        assertThat(answer.trailers()).contains(new Field("x-sum", "42"));
    }

    @Test
    void trailersThatWereNotAnnouncedReachTheClientToo() throws Exception {
        backend("HTTP/1.1 200 OK\r\n" + CHUNKED + "2\r\nok\r\n0\r\nX-Sum: 42\r\n\r\n");
        Message answer = http2().ask("GET", "/", new Field("te", "trailers")).readMessage();
        assertThat(answer.text()).isEqualTo("ok");
        assertThat(answer.trailers()).contains(new Field("x-sum", "42"));
    }

    @Test
    void trailersOfARequestDoNoHarm() throws Exception {
        RawBackend backend = backend(OK);
        Http2Stream stream = http2().open("POST", "/");
        stream.send("hi");
        stream.end(new Field("x-sum", "42"));
        assertThat(stream.readMessage().text()).isEqualTo("ok");
        assertThat(backend.request().text()).isEqualTo("hi");
    }

    @Test
    void interimAnswersReachTheClient() throws Exception {
        backend("HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n" + OK);
        Http2Stream stream = http2().ask("GET", "/");
        Head hints = stream.readHead();
        assertThat(hints.status()).isEqualTo(103);
        assertThat(hints.value("Link")).contains("</style.css>");
        assertThat(stream.readMessage().text()).isEqualTo("ok");
    }

    @Test
    void theBackendIsAskedWhetherToContinue() throws Exception {
        scripted(wire -> {
            assertThat(wire.readHead().value("Expect")).contains("100-continue");
            wire.send("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(wire.readBytes(4)).asString().isEqualTo("body");
            wire.send(OK);
        });
        Http2Stream stream =
                http2().open("PUT", "/", new Field("expect", "100-continue"), new Field("content-length", "4"));
        assertThat(stream.readHead().status()).isEqualTo(100);
        stream.send("body");
        stream.end();
        assertThat(stream.readMessage().text()).isEqualTo("ok");
    }

    @Test
    void aRefusalComesInPlaceOfTheGoAhead() throws Exception {
        router.says(ScriptedRouter.refusal(503, "stopped"));
        Http2Stream stream =
                http2().open("PUT", "/", new Field("expect", "100-continue"), new Field("content-length", "4"));
        assertThat(stream.readHead().status()).isEqualTo(503);
    }

    @Test
    void aStreamThatIsCutOffDoesNotEndTheOthers() throws Exception {
        scripted(wire -> {
            while (true) {
                if (wire.readRequest().head().target().equals("/broken")) {
                    wire.send("HTTP/1.1 200 OK\r\n" + CHUNKED + "9\r\nbeginning\r\n");
                    return;
                }
                wire.send(OK);
            }
        });
        Http2Client client = http2();
        Http2Stream broken = client.ask("GET", "/broken");
        assertThat(broken.readHead().status()).isEqualTo(200);
        assertThat(broken.awaitReset()).contains("reset");
        assertThat(client.ask("GET", "/").readMessage().text()).isEqualTo("ok");
    }

    @Test
    void theBackendIsToldWhenAStreamIsCancelled() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        scripted(wire -> {
            if (wire.readRequest().head().target().equals("/")) {
                asked.countDown();
                wire.awaitEnd();
                ended.countDown();
            }
            wire.send(OK);
        });
        Http2Client client = http2();
        Http2Stream stream = client.ask("GET", "/");
        await(asked);
        stream.cancel();
        await(ended);
        assertThat(client.ask("GET", "/other").readMessage().text()).isEqualTo("ok");
    }

    @Test
    void theBackendIsToldWhenTheConnectionEndsInTheMiddleOfAnUpload() throws Exception {
        CompletableFuture<Boolean> cutOff = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        scripted(wire -> {
            wire.readHead();
            assertThat(wire.readChunk()).asString().isEqualTo("beginning");
            begun.countDown();
            cutOff.complete(wire.readChunkOrEnd().isEmpty());
        });
        Http2Client client = http2();
        client.open("POST", "/").send("beginning");
        await(begun);
        client.close();
        assertThat(soon(cutOff)).isTrue();
    }

    @Test
    void aStreamThatNobodyReadsHoldsUpNoOther() throws Exception {
        Flood flood = Flood.ofMebibytes(64);
        CompletableFuture<Long> accepted = new CompletableFuture<>();
        scripted(wire -> {
            while (true) {
                if (wire.readRequest().head().target().equals("/large")) {
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + flood.length() + "\r\n\r\n");
                    accepted.complete(flood.sendUntilStalled(wire));
                    wire.awaitEnd();
                }
                wire.send(OK);
            }
        });
        Http2Client client = http2();
        Http2Stream large = client.ask("GET", "/large");
        assertThat(large.readHead().status()).isEqualTo(200);
        assertThat(soon(accepted)).isLessThan(BUFFERS);
        assertThat(client.ask("GET", "/").readMessage().text()).isEqualTo("ok");
        large.cancel();
    }

    @Test
    void aClientCannotPushWhatNobodyReads() throws Exception {
        CountDownLatch stalled = new CountDownLatch(1);
        scripted(wire -> {
            wire.readHead();
            await(stalled);
        });
        long accepted = http2().open("PUT", "/").pushUntilStalled(2 * BUFFERS);
        assertThat(accepted).isLessThan(BUFFERS);
        stalled.countDown();
    }

    @Test
    void uploadsThatNobodyReadsHoldUpNoOther() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        scripted(wire -> {
            while (!wire.readHead().target().equals("/stalled")) {
                assertThat(wire.readChunk()).asString().isEqualTo("body");
                assertThat(wire.readChunk()).isEmpty();
                wire.readFields();
                wire.send(OK);
            }
            over.await();
        });
        Http2Client client = http2();
        List<Http2Stream> stalled = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Http2Stream stream = client.open("PUT", "/stalled");
            assertThat(stream.pushUntilStalled(BUFFERS)).isLessThan(BUFFERS);
            stalled.add(stream);
        }
        Http2Stream other = client.open("PUT", "/other");
        other.send("body");
        other.end();
        assertThat(other.readMessage().text()).isEqualTo("ok");
        for (Http2Stream stream : stalled) {
            stream.cancel();
        }
        over.countDown();
    }

    @Test
    void aTunnelCannotBeAskedFor() throws Exception {
        RawBackend backend = backend(OK);
        Http2Client client = http2();
        assertThat(statusOrReset(() -> client.ask("CONNECT", "/"))).isIn(List.of(400, 0));
        assertThat(backend.unseenRequests()).isZero();
    }

    @Test
    void aRequestThatNamesTwoHostsIsRefused() throws Exception {
        RawBackend backend = backend(OK);
        Http2Client client = http2();
        assertThat(statusOrReset(() -> client.ask("GET", "/", new Field("host", "other.example"))))
                .isIn(List.of(400, 0));
        assertThat(backend.unseenRequests()).isZero();
    }

    /** 0 for a reset, or if the client was told before that it need not try. */
    private static int statusOrReset(Callable<Http2Stream> asking) throws Exception {
        try {
            return asking.call().readHead().status();
        } catch (IOException e) {
            return 0;
        }
    }

    private Http2Client http2() throws Exception {
        return closing(Http2Client.to(proxy().httpPort()));
    }

    private URI uri(String target) {
        return URI.create("http://127.0.0.1:" + proxy().httpPort() + target);
    }
}
