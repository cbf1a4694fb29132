package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;

/** A test with clients that ask for a WebSocket and backends that grant it, both without knowing what one is. */
abstract class TunnelTest extends ContractTest {
    static final String ASKING = "GET /chat HTTP/1.1\r\n" + HOST
            + "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    static final String GRANTED = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

    /** A backend that grants an upgrade, and then follows this. */
    RawBackend granting(RawBackend.Script then) throws Exception {
        return granting(then, new CompletableFuture<>());
    }

    RawBackend granting(RawBackend.Script then, CompletableFuture<Head> asked) throws Exception {
        return scripted(wire -> {
            asked.complete(wire.readHead());
            wire.send(GRANTED);
            then.serve(wire);
        });
    }

    Wire client(String asking) throws Exception {
        Wire client = client();
        client.send(asking);
        return client;
    }

    static Wire open(Wire client) throws Exception {
        assertThat(client.readHead().status()).isEqualTo(101);
        return client;
    }
}
