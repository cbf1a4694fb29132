package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Bytes go on as they come, and only as fast as they are taken. */
abstract class StreamContract extends ContractTest {
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
    private static final Flood LARGE = Flood.ofMebibytes(64);
    private static final long BUFFERS = 32L * Flood.MEBIBYTE;

    @Test
    void aPieceOfAnAnswerArrivesBeforeTheNextIsMade() throws Exception {
        CountDownLatch firstArrived = new CountDownLatch(1);
        scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.1 200 OK\r\n" + CHUNKED);
            wire.sendChunk("first");
            await(firstArrived);
            wire.sendChunk("second");
            wire.send("0\r\n\r\n");
        });
        Wire client = client();
        client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
        client.readHead();
        assertThat(client.readChunk()).asString().isEqualTo("first");
        assertThat(router.lease().isOpen()).isTrue();
        firstArrived.countDown();
        assertThat(client.readChunk()).asString().isEqualTo("second");
        assertThat(client.readChunk()).isEmpty();
    }

    @Test
    void aPieceOfAnAnswerWithALengthArrivesBeforeTheNextIsMade() throws Exception {
        CountDownLatch firstArrived = new CountDownLatch(1);
        scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nfirst");
            await(firstArrived);
            wire.send("second");
        });
        Wire client = client();
        client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
        client.readHead();
        assertThat(client.readBytes(5)).asString().isEqualTo("first");
        firstArrived.countDown();
        assertThat(client.readBytes(6)).asString().isEqualTo("second");
    }

    @Test
    void theHeadOfAnAnswerArrivesBeforeItsBody() throws Exception {
        CountDownLatch headArrived = new CountDownLatch(1);
        scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + CHUNKED);
            await(headArrived);
            wire.sendChunk("data: 1\n\n");
            wire.send("0\r\n\r\n");
        });
        Wire client = client();
        client.send("GET /events HTTP/1.1\r\n" + HOST + "Accept: text/event-stream\r\n\r\n");
        assertThat(client.readHead().value("Content-Type")).contains("text/event-stream");
        headArrived.countDown();
        assertThat(client.readChunk()).asString().isEqualTo("data: 1\n\n");
    }

    @Test
    void aStreamOfEventsEndsInGoodOrderWhenItsBackendIsAboutToStop() throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + CHUNKED);
            wire.sendChunk("data: 1\n\n");
            wire.awaitEnd();
            ended.complete(null);
        });
        Wire client = client();
        client.send("GET /events HTTP/1.1\r\n" + HOST + "\r\n");
        client.readHead();
        assertThat(client.readChunk()).asString().isEqualTo("data: 1\n\n");
        router.lease().callBack();
        assertThat(client.readChunk()).isEmpty();
        soon(ended);
        assertThat(router.lease().isGivenBack()).isTrue();
        assertThat(router.lease().failures()).isEmpty();
    }

    @Test
    void thousandsOfEventsArriveOneByOne() throws Exception {
        scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + CHUNKED);
            for (int i = 0; i < 2000; i++) {
                wire.sendChunk("data: " + i + "\n\n");
            }
            wire.send("0\r\n\r\n");
        });
        assertThat(get("/events").text().lines().filter(line -> !line.isEmpty()).toList())
                .hasSize(2000)
                .last()
                .isEqualTo("data: 1999");
    }

    @Test
    void aPieceOfARequestArrivesBeforeTheNextIsMade() throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        scripted(wire -> {
            wire.readHead();
            first.complete(new String(wire.readChunk()));
            while (wire.readChunk().length > 0) {}
            wire.readLine();
            wire.send(OK);
        });
        Wire client = client();
        client.send("POST / HTTP/1.1\r\n" + HOST + CHUNKED);
        client.sendChunk("first");
        assertThat(soon(first)).isEqualTo("first");
        client.sendChunk("second");
        client.send("0\r\n\r\n");
        assertThat(client.readAnswer().text()).isEqualTo("ok");
    }

    @Test
    void theHeadOfARequestArrivesBeforeItsBody() throws Exception {
        CompletableFuture<Head> head = new CompletableFuture<>();
        scripted(wire -> {
            head.complete(wire.readHead());
            wire.readBytes(4);
            wire.send(OK);
        });
        Wire client = client();
        client.send("POST /early HTTP/1.1\r\n" + HOST + "Content-Length: 4\r\n\r\n");
        assertThat(soon(head).target()).isEqualTo("/early");
        client.send("body");
        assertThat(client.readAnswer().text()).isEqualTo("ok");
    }

    @Test
    void bothDirectionsFlowAtOnce() throws Exception {
        scripted(wire -> {
            wire.readHead();
            wire.send("HTTP/1.1 200 OK\r\n" + CHUNKED);
            for (String piece = next(wire); !piece.isEmpty(); piece = next(wire)) {
                wire.sendChunk("echo " + piece);
            }
            wire.send("0\r\n\r\n");
        });
        Wire client = client();
        client.send("POST / HTTP/1.1\r\n" + HOST + CHUNKED);
        client.sendChunk("one");
        client.readHead();
        assertThat(next(client)).isEqualTo("echo one");
        client.sendChunk("two");
        assertThat(next(client)).isEqualTo("echo two");
        client.send("0\r\n\r\n");
        assertThat(next(client)).isEmpty();
    }

    @Test
    void anAnswerBeforeTheEndOfTheRequestReachesTheClient() throws Exception {
        scripted(wire -> {
            wire.readHead();
            wire.send("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig");
            wire.awaitEnd();
        });
        Wire client = client();
        client.send("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 1000000\r\n\r\nbeginning");
        assertThat(client.readAnswer().status()).isEqualTo(413);
    }

    @Test
    void aBackendCannotPushWhatNobodyReads() throws Exception {
        CompletableFuture<Long> accepted = new CompletableFuture<>();
        scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE.length() + "\r\n\r\n");
            accepted.complete(LARGE.sendUntilStalled(wire));
            LARGE.sendFrom(accepted.join(), wire);
        });
        Wire client = client();
        client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
        assertThat(soon(accepted)).isLessThan(BUFFERS);
        try (InputStream body = client.body(client.readHead())) {
            assertThat(Flood.fingerprint(body)).isEqualTo(LARGE.fingerprint());
        }
    }

    @Test
    void aClientCannotPushWhatNobodyReads() throws Exception {
        CountDownLatch stalled = new CountDownLatch(1);
        CompletableFuture<String> received = new CompletableFuture<>();
        scripted(wire -> {
            Head head = wire.readHead();
            await(stalled);
            try (InputStream body = wire.body(head)) {
                received.complete(Flood.fingerprint(body));
            }
            wire.send(OK);
        });
        Wire client = client();
        client.send("PUT / HTTP/1.1\r\n" + HOST + "Content-Length: " + LARGE.length() + "\r\n\r\n");
        long accepted = LARGE.sendUntilStalled(client);
        assertThat(accepted).isLessThan(BUFFERS);
        stalled.countDown();
        LARGE.sendFrom(accepted, client);
        assertThat(client.readAnswer().text()).isEqualTo("ok");
        assertThat(received).isCompletedWithValue(LARGE.fingerprint());
    }

    @Test
    void aHeldRequestCannotFillTheMemory() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        RawBackend backend = scripted(wire -> {
            try (InputStream body = wire.body(wire.readHead())) {
                received.complete(Flood.fingerprint(body));
            }
            wire.send(OK);
        });
        ScriptedWait wait = hold();
        Wire client = client();
        client.send("PUT / HTTP/1.1\r\n" + HOST + "Content-Length: " + LARGE.length() + "\r\n\r\n");
        long accepted = LARGE.sendUntilStalled(client);
        assertThat(accepted).isLessThan(BUFFERS);
        wait.end(router.forward(backend.upstream()));
        LARGE.sendFrom(accepted, client);
        assertThat(client.readAnswer().text()).isEqualTo("ok");
        assertThat(received).isCompletedWithValue(LARGE.fingerprint());
    }

    private static String next(Wire wire) throws Exception {
        return new String(wire.readChunk());
    }
}
