package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.ClientLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a connection may rest between requests says nothing about pauses within one. */
abstract class PauseContract extends ContractTest {
    static final ClientLimits RESTLESS =
            ClientLimits.DEFAULT.withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(1));

    @Test
    void aBodyMayPauseForLongerThanAConnectionMayRest() throws Exception {
        backend(OK);
        Wire client = client();
        client.send("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 12\r\n\r\nbody");
        router.head();
        for (String piece : new String[] {"more", "rest"}) {
            client().awaitEnd();
            client().awaitEnd();
            client.send(piece);
        }
        assertThat(client.readAnswer().text()).isEqualTo("ok");
    }

    @Test
    void aBodyOverHttp2MayPauseForLongerThanAConnectionMayRest() throws Exception {
        backend(OK);
        Http2Stream stream = closing(Http2Client.to(proxy().httpPort())).open("POST", "/");
        stream.send("body");
        router.head();
        client().awaitEnd();
        client().awaitEnd();
        stream.send("more");
        stream.end();
        assertThat(stream.readMessage().text()).isEqualTo("ok");
    }
}
