package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A tunnel ends for both when it ends for one, and then the lease is given back. */
abstract class TunnelEndContract extends TunnelTest {
    private static final Flood ENDLESS = Flood.ofMebibytes(512);

    @Test
    void allThatABackendSaidBeforeItClosedArrives() throws Exception {
        Flood flood = Flood.ofMebibytes(4);
        granting(wire -> flood.sendFrom(0, wire));
        Wire client = open(client(ASKING));
        assertThat(Flood.fingerprint(client.rest())).isEqualTo(flood.fingerprint());
        assertThat(router.lease().isGivenBack()).isTrue();
    }

    @Test
    void allThatAClientSaidBeforeItLeftArrives() throws Exception {
        Flood flood = Flood.ofMebibytes(4);
        CompletableFuture<String> received = new CompletableFuture<>();
        granting(wire -> received.complete(Flood.fingerprint(wire.rest())));
        Wire client = open(client(ASKING));
        flood.sendFrom(0, client);
        client.close();
        assertThat(soon(received)).isEqualTo(flood.fingerprint());
        assertThat(router.lease().isGivenBack()).isTrue();
    }

    @Test
    void theLeaseIsHeldUntilTheEnd() throws Exception {
        granting(wire -> wire.awaitEnd());
        Wire client = open(client(ASKING));
        assertThat(router.lease().isOpen()).isTrue();
        client.close();
        assertThat(router.lease().isGivenBack()).isTrue();
        assertThat(router.lease().failures()).isEmpty();
    }

    @Test
    void aBackendThatCrashesTakesTheClientsConnectionWithIt() throws Exception {
        CountDownLatch crash = new CountDownLatch(1);
        granting(wire -> {
            await(crash);
            wire.reset();
        });
        Wire client = open(client(ASKING));
        crash.countDown();
        client.awaitEnd();
        assertThat(router.lease().isGivenBack()).isTrue();
    }

    @Test
    void aClientThatVanishesTakesTheBackendsConnectionWithIt() throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        granting(wire -> {
            wire.awaitEnd();
            ended.complete(null);
        });
        open(client(ASKING)).reset();
        soon(ended);
        assertThat(router.lease().isGivenBack()).isTrue();
    }

    @Test
    void oneThatEndsItsDirectionIsTakenToLeave() throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        granting(wire -> {
            assertThat(wire.readAll()).asString().isEqualTo("bye");
            ended.complete(null);
            wire.awaitEnd();
        });
        Wire client = open(client(ASKING));
        client.send("bye");
        client.shutdownOutput();
        soon(ended);
        client.awaitEnd();
    }

    @Test
    void aProxyThatStopsEndsIt() throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        granting(wire -> {
            wire.awaitEnd();
            ended.complete(null);
        });
        Wire client = open(client(ASKING));
        proxy().close();
        client.awaitEnd();
        soon(ended);
        assertThat(router.lease().isGivenBack()).isTrue();
    }

    @Test
    void aClientThatVanishesWithoutReadingEndsItToo() throws Exception {
        CountDownLatch stalled = new CountDownLatch(1);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        granting(wire -> {
            ENDLESS.sendUntilStalled(wire);
            stalled.countDown();
            wire.awaitEnd();
            ended.complete(null);
        });
        Wire client = open(client(ASKING));
        await(stalled);
        client.close();
        soon(ended);
        assertThat(router.lease().isGivenBack()).isTrue();
    }

    @Test
    void aProxyThatStopsSaysSoBetweenFrames() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        granting(wire -> {
            wire.send("\u0081\u0005hello");
            wire.send("\u0081\u0000\u0082\u0001x");
            heard.complete(new String(wire.readAll()));
        });
        Wire client = open(client(ASKING));
        client.readBytes(12);
        CompletableFuture<Void> stopped = stop();
        assertThat(client.readBytes(4)).containsExactly(0x88, 2, 0x03, 0xf4);
        client.send("same to you");
        client.close();
        assertThat(soon(heard)).isEqualTo("same to you");
        stopped.join();
    }

    @Test
    void aBackendThatIsAboutToStopSaysSoToWebSockets() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        granting(wire -> {
            wire.send("\u0081\u0005hello");
            heard.complete(new String(wire.readAll()));
        });
        Wire client = open(client(ASKING));
        client.readBytes(7);
        router.lease().callBack();
        assertThat(client.readBytes(4)).containsExactly(0x88, 2, 0x03, 0xf4);
        client.send("bye");
        client.close();
        assertThat(soon(heard)).isEqualTo("bye");
        assertThat(router.lease().isGivenBack()).isTrue();
        assertThat(router.lease().failures()).isEmpty();
    }

    @Test
    void nothingIsAddedToWhatABackendSaidBeforeItClosed() throws Exception {
        granting(wire -> wire.send("\u0082\u0003end"));
        Wire client = open(client(ASKING));
        byte[] said = client.readAll();
        assertThat(said).hasSize(5).endsWith('e', 'n', 'd');
    }

    @Test
    void aProxyThatStopsSaysNothingWithinAFrame() throws Exception {
        granting(wire -> {
            wire.send("\u0081\u0005hel");
            wire.awaitEnd();
        });
        Wire client = open(client(ASKING));
        client.readBytes(5);
        CompletableFuture<Void> stopped = stop();
        assertThat(client.readAll()).isEmpty();
        stopped.join();
    }

    @Test
    void aProxyThatStopsSaysNothingInProtocolsThatItDoesNotKnow() throws Exception {
        scripted(wire -> {
            wire.readHead();
            wire.send(GRANTED.replace("websocket", "tcp") + "hello");
            wire.awaitEnd();
        });
        Wire client = open(client(ASKING.replace("websocket", "tcp")));
        client.readBytes(5);
        CompletableFuture<Void> stopped = stop();
        assertThat(client.readAll()).isEmpty();
        stopped.join();
    }

    private CompletableFuture<Void> stop() {
        return CompletableFuture.runAsync(() -> {
            try {
                proxy().close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }
}
