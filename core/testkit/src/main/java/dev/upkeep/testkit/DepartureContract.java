package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.upkeep.route.Routing;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A client that goes away leaves nothing behind: no backend at work for nobody, no lease, no place in a queue. */
abstract class DepartureContract extends ContractTest {
    private static final String GET = "GET / HTTP/1.1\r\n" + HOST + "\r\n";
    private static final Flood ENDLESS = Flood.ofMebibytes(512);

    @Test
    void theBackendIsToldWhenTheClientLeavesWhileWaiting() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        scripted(wire -> {
            wire.readRequest();
            asked.countDown();
            completeAtEnd(wire, ended);
        });
        Wire client = client();
        client.send(GET);
        await(asked);
        client.close();
        assertThatCode(() -> soon(ended)).as("the backend's connection ends").doesNotThrowAnyException();
        assertThat(router.lease().isGivenBack()).isTrue();
    }

    @Test
    void theBackendIsToldWhenAClientWithABodyLeavesWhileWaiting() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        scripted(wire -> {
            wire.readRequest();
            asked.countDown();
            completeAtEnd(wire, ended);
        });
        Wire client = client();
        client.send("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 4\r\n\r\nbody");
        await(asked);
        client.close();
        assertThatCode(() -> soon(ended)).as("the backend's connection ends").doesNotThrowAnyException();
        assertThat(router.lease().isGivenBack()).isTrue();
    }

    @Test
    void aClientThatEndsItsDirectionIsTakenForGone() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        scripted(wire -> {
            wire.readRequest();
            asked.countDown();
            completeAtEnd(wire, ended);
        });
        Wire client = client();
        client.send(GET);
        await(asked);
        client.shutdownOutput();
        assertThatCode(() -> soon(ended)).as("the backend's connection ends").doesNotThrowAnyException();
    }

    @Test
    void theBackendIsToldWhenTheClientLeavesAQuietStream() throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            wire.sendChunk("data: 1\n\n");
            completeAtEnd(wire, ended);
        });
        Wire client = client();
        client.send(GET);
        client.readHead();
        client.readChunk();
        client.close();
        assertThatCode(() -> soon(ended)).as("the backend's connection ends").doesNotThrowAnyException();
        assertThat(router.lease().isGivenBack()).isTrue();
    }

    @Test
    void theBackendIsToldWhenTheClientLeavesInTheMiddleOfADownload() throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + ENDLESS.length() + "\r\n\r\n");
            try {
                ENDLESS.sendUntilStalled(wire);
            } finally {
                completeAtEnd(wire, ended);
            }
        });
        Wire client = client();
        client.send(GET);
        client.readHead();
        client.readBytes(100);
        client.close();
        assertThatCode(() -> soon(ended)).as("the backend's connection ends").doesNotThrowAnyException();
        assertThat(router.lease().isGivenBack()).isTrue();
    }

    @Test
    void theBackendSeesNoCleanEndWhenTheClientLeavesInTheMiddleOfAnUpload() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        scripted(wire -> {
            wire.readHead();
            started.countDown();
            byte[] last = wire.readChunk();
            assertThat(last).asString().isEqualTo("beginning");
            wire.readChunkOrEnd()
                    .ifPresentOrElse(
                            chunk -> ended.completeExceptionally(
                                    new AssertionError("got another chunk: " + chunk.length)),
                            () -> ended.complete(null));
        });
        Wire client = client();
        client.send("POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n");
        client.sendChunk("beginning");
        await(started);
        client.close();
        assertThatCode(() -> soon(ended)).as("the upload is cut off").doesNotThrowAnyException();
        assertThat(router.lease().isGivenBack()).isTrue();
    }

    @Test
    void aHeldClientThatLeavesGivesUpItsPlace() throws Exception {
        ScriptedWait wait = hold();
        Wire client = client();
        client.send(GET);
        router.head();
        client.close();
        assertThat(wait.isAbandoned()).isTrue();
    }

    @Test
    void aHeldClientWithABodyThatLeavesGivesUpItsPlace() throws Exception {
        ScriptedWait wait = hold();
        Wire client = client();
        client.send("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 4\r\n\r\nbody");
        router.head();
        client.close();
        assertThat(wait.isAbandoned()).isTrue();
    }

    @Test
    void aLeaseThatComesTooLateIsGivenBack() throws Exception {
        RawBackend backend = backend(OK);
        ScriptedWait wait = hold();
        Wire client = client();
        client.send(GET);
        router.head();
        client.close();
        assertThat(wait.isAbandoned()).isTrue();
        Routing late = router.forward(backend.upstream());
        wait.end(late);
        assertThat(router.lease().isGivenBack()).isTrue();
    }

    @Test
    void oneThatWasServedWhileHeldIsNotTakenForGone() throws Exception {
        RawBackend backend = backend(OK);
        ScriptedWait wait = hold();
        Wire client = client();
        client.send(GET);
        router.head();
        wait.end(router.forward(backend.upstream()));
        client.readAnswer();
        router.forwardsTo(backend);
        client.send(GET);
        assertThat(client.readAnswer().text()).isEqualTo("ok");
        assertThat(wait.wasAbandoned()).isFalse();
    }

    @Test
    void manyThatLeaveAtOnceLeaveNothing() throws Exception {
        CountDownLatch asked = new CountDownLatch(40);
        CountDownLatch ended = new CountDownLatch(40);
        scripted(wire -> {
            wire.readRequest();
            asked.countDown();
            wire.awaitEnd();
            ended.countDown();
        });
        Wire[] clients = new Wire[40];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = client();
            clients[i].send(GET);
        }
        await(asked);
        for (Wire client : clients) {
            client.close();
        }
        await(ended);
    }

    private static void completeAtEnd(Wire wire, CompletableFuture<Void> ended) throws Exception {
        try (wire) {
            wire.awaitEnd();
            ended.complete(null);
        } catch (AssertionError e) {
            ended.completeExceptionally(e);
        }
    }
}
