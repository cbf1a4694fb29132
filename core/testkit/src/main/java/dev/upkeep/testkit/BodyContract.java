package dev.upkeep.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole bodies of any size arrive as they were sent, in both directions. */
abstract class BodyContract extends ContractTest {
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
    private static final Flood LARGE = Flood.ofMebibytes(64);
    private static final Flood SMALLER = Flood.ofMebibytes(4);

    @Test
    void aBodyWithALengthKeepsItsLengthUp() throws Exception {
        RawBackend backend = backend(OK);
        exchange("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 11\r\nContent-Type: text/plain\r\n\r\nhello world");
        Message seen = backend.request();
        assertThat(seen.text()).isEqualTo("hello world");
        assertThat(seen.head().values("Content-Length")).containsExactly("11");
        assertThat(seen.head().has("Transfer-Encoding")).isFalse();
        assertThat(seen.head().values("Content-Type")).containsExactly("text/plain");
    }

    @Test
    void aBodyWithALengthKeepsItsLengthDown() throws Exception {
        backend("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        Message answer = get("/");
        assertThat(answer.text()).isEqualTo("hello");
        assertThat(answer.head().values("Content-Length")).containsExactly("5");
        assertThat(answer.head().has("Transfer-Encoding")).isFalse();
    }

    @Test
    void aChunkedBodyArrivesUp() throws Exception {
        RawBackend backend = backend(OK);
        exchange("POST / HTTP/1.1\r\n" + HOST + CHUNKED + "5\r\nhello\r\n6;ext=1\r\n world\r\n0\r\n\r\n");
        Message seen = backend.request();
        assertThat(seen.text()).isEqualTo("hello world");
        assertThat(seen.head().has("Content-Length")).isFalse();
    }

    @Test
    void aChunkedBodyArrivesDown() throws Exception {
        backend("HTTP/1.1 200 OK\r\n" + CHUNKED + "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
        Message answer = get("/");
        assertThat(answer.text()).isEqualTo("hello world");
        assertThat(answer.head().has("Content-Length")).isFalse();
    }

    @Test
    void aBodyThatEndsWithTheConnectionArrivesWhole() throws Exception {
        scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nuntil the end");
        });
        assertThat(get("/").text()).isEqualTo("until the end");
    }

    @Test
    void emptyBodiesStayEmpty() throws Exception {
        RawBackend backend = backend("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        Message answer = exchange("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 0\r\n\r\n");
        assertThat(answer.body()).isEmpty();
        assertThat(answer.head().values("Content-Length")).containsExactly("0");
        assertThat(backend.request().head().values("Content-Length")).containsExactly("0");
    }

    @Test
    void anEmptyChunkedBodyIsABody() throws Exception {
        RawBackend backend = backend("HTTP/1.1 200 OK\r\n" + CHUNKED + "0\r\n\r\n");
        assertThat(exchange("POST / HTTP/1.1\r\n" + HOST + CHUNKED + "0\r\n\r\n")
                        .body())
                .isEmpty();
        assertThat(backend.request().body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"204 No Content\r\n", "304 Not Modified\r\nETag: \"e\"\r\n"})
    void anAnswerThatHasNoBodyGetsNone(String head) throws Exception {
        backend("HTTP/1.1 " + head + "\r\n");
        Wire client = client();
        for (int i = 0; i < 2; i++) {
            client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
            Head seen = client.readHead();
            assertThat(seen.startLine())
                    .isEqualTo("HTTP/1.1 " + head.lines().findFirst().orElseThrow());
            assertThat(seen.has("Transfer-Encoding")).isFalse();
        }
    }

    @Test
    void aLengthInAnAnswerWithoutBodyKeepsNobodyWaiting() throws Exception {
        backend("HTTP/1.1 304 Not Modified\r\nContent-Length: 1234\r\n\r\n");
        Wire client = client();
        for (int i = 0; i < 2; i++) {
            client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(client.readHead().status()).isEqualTo(304);
        }
    }

    @Test
    void compressedBodiesStayCompressed() throws Exception {
        String bytes = "\u001f\u008b\b\0\0\0\0\0\0\u0003KL\u0004\0\u008e\u0011\u00e5\u0003\u0002\0\0\0";
        backend("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bytes.length() + "\r\n\r\n" + bytes);
        Message answer = exchange("GET / HTTP/1.1\r\n" + HOST + "Accept-Encoding: gzip\r\n\r\n");
        assertThat(answer.head().values("Content-Encoding")).containsExactly("gzip");
        assertThat(answer.head().values("Content-Length")).containsExactly(String.valueOf(bytes.length()));
        assertThat(answer.body()).asString(ISO_8859_1).isEqualTo(bytes);
    }

    @Test
    void trailersOfAnAnswerReachAClientThatTakesThem() throws Exception {
        backend("HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\n" + CHUNKED + "2\r\nok\r\n0\r\nX-Sum: 42\r\n\r\n");
        Message answer = exchange("GET / HTTP/1.1\r\n" + HOST + "TE: trailers\r\nConnection: TE\r\n\r\n");
        assertThat(answer.text()).isEqualTo("ok");
        assertThat(answer.trailers()).contains(new Head.Field("X-Sum", "42"));
    }

    @Test
    void trailersThatWereNotAnnouncedReachTheClientToo() throws Exception {
        backend("HTTP/1.1 200 OK\r\n" + CHUNKED + "2\r\nok\r\n0\r\nX-Sum: 42\r\n\r\n");
        Message answer = exchange("GET / HTTP/1.1\r\n" + HOST + "TE: trailers\r\nConnection: TE\r\n\r\n");
        assertThat(answer.text()).isEqualTo("ok");
        assertThat(answer.trailers()).contains(new Head.Field("X-Sum", "42"));
    }

    @Test
    void trailersOfARequestDoNoHarm() throws Exception {
        RawBackend backend = backend(OK);
        assertThat(exchange("POST / HTTP/1.1\r\n" + HOST + CHUNKED + "2\r\nhi\r\n0\r\nX-Sum: 42\r\n\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(backend.request().text()).isEqualTo("hi");
    }

    @Test
    void aLargeBodyArrivesWholeDown() throws Exception {
        scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE.length() + "\r\n\r\n");
            LARGE.sendFrom(0, wire);
        });
        assertThat(downloaded()).isEqualTo(LARGE.fingerprint());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whatABackendSentBeforeItClosedReachesASlowClientWhole(int mebibytes) throws Exception {
        Flood flood = Flood.ofMebibytes(mebibytes);
        CompletableFuture<Void> sent = new CompletableFuture<>();
        scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + flood.length() + "\r\n\r\n");
            flood.sendFrom(0, wire);
            wire.close();
            sent.complete(null);
        });
        Wire client = client();
        client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
        sent.completeOnTimeout(null, 1, TimeUnit.SECONDS).join(); // it may not fit into the buffers on the way
        try (InputStream body = client.body(client.readHead())) {
            assertThat(Flood.fingerprint(body)).isEqualTo(flood.fingerprint());
        }
    }

    @Test
    void aLargeChunkedBodyArrivesWholeDown() throws Exception {
        scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.1 200 OK\r\n" + CHUNKED);
            SMALLER.sendInChunks(wire);
        });
        assertThat(downloaded()).isEqualTo(SMALLER.fingerprint());
    }

    @Test
    void aLargeBodyArrivesWholeUp() throws Exception {
        CompletableFuture<String> received = receiving();
        Wire client = client();
        client.send("PUT / HTTP/1.1\r\n" + HOST + "Content-Length: " + LARGE.length() + "\r\n\r\n");
        LARGE.sendFrom(0, client);
        assertThat(client.readAnswer().text()).isEqualTo("ok");
        assertThat(received).isCompletedWithValue(LARGE.fingerprint());
    }

    @Test
    void aLargeChunkedBodyArrivesWholeUp() throws Exception {
        CompletableFuture<String> received = receiving();
        Wire client = client();
        client.send("PUT / HTTP/1.1\r\n" + HOST + CHUNKED);
        SMALLER.sendInChunks(client);
        assertThat(client.readAnswer().text()).isEqualTo("ok");
        assertThat(received).isCompletedWithValue(SMALLER.fingerprint());
    }

    private CompletableFuture<String> receiving() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        scripted(wire -> {
            Head head = wire.readHead();
            try (InputStream body = wire.body(head)) {
                received.complete(Flood.fingerprint(body));
            }
            wire.send(OK);
        });
        return received;
    }

    private String downloaded() throws Exception {
        Wire client = client();
        client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
        try (InputStream body = client.body(client.readHead())) {
            return Flood.fingerprint(body);
        }
    }
}
