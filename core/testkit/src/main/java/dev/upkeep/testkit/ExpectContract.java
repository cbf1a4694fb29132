package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A client that asks before it sends a body (RFC 9110 section 10.1.1) is answered by the backend, not by the proxy. */
abstract class ExpectContract extends ContractTest {
    private static final String ASKING =
            "PUT / HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n";
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    @Test
    void theBackendIsAskedWhetherToContinue() throws Exception {
        RawBackend backend = scripted(wire -> {
            assertThat(wire.readHead().value("Expect")).contains("100-continue");
            wire.send(CONTINUE);
            assertThat(wire.readBytes(4)).asString().isEqualTo("body");
            wire.send(OK);
        });
        Wire client = client();
        client.send(ASKING);
        assertThat(client.readAnswer().status()).isEqualTo(100);
        client.send("body");
        assertThat(client.readAnswer().text()).isEqualTo("ok");
        assertThat(backend.connections()).isEqualTo(1);
    }

    @Test
    void aBackendThatDoesNotWantTheBodyIsNotSentIt() throws Exception {
        scripted(wire -> {
            wire.readHead();
            wire.send("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 2\r\n\r\nno");
            wire.awaitEnd();
        });
        Wire client = client();
        client.send(ASKING);
        Message answer = client.readAnswer();
        assertThat(answer.status()).isEqualTo(417);
        assertThat(answer.text()).isEqualTo("no");
    }

    @Test
    void aRefusalComesInPlaceOfTheGoAhead() throws Exception {
        router.says(ScriptedRouter.refusal(503, "stopped"));
        assertThat(exchange(ASKING).status()).isEqualTo(503);
    }

    @Test
    void aClientThatDoesNotWaitIsServedToo() throws Exception {
        scripted(wire -> {
            wire.readHead();
            wire.send(CONTINUE);
            assertThat(wire.readBytes(4)).asString().isEqualTo("body");
            wire.send(OK);
        });
        Wire client = client();
        client.send(ASKING + "body");
        Message answer = client.readAnswer();
        assertThat((answer.status() == 100 ? client.readAnswer() : answer).text())
                .isEqualTo("ok");
    }

    @Test
    void aHeldClientIsAskedToContinueOnceThereIsABackend() throws Exception {
        RawBackend backend = scripted(wire -> {
            wire.readHead();
            wire.send(CONTINUE);
            wire.readBytes(4);
            wire.send(OK);
        });
        ScriptedWait wait = hold();
        Wire client = client();
        client.send(ASKING);
        router.head();
        wait.end(router.forward(backend.upstream()));
        assertThat(client.readAnswer().status()).isEqualTo(100);
        client.send("body");
        assertThat(client.readAnswer().text()).isEqualTo("ok");
    }

    @Test
    void aBackendThatAnswersWithoutAGoAheadIsHeard() throws Exception {
        scripted(wire -> {
            wire.readHead();
            wire.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
            wire.awaitEnd();
        });
        Wire client = client();
        client.send(ASKING);
        assertThat(client.readAnswer().text()).isEqualTo("ok");
    }
}
