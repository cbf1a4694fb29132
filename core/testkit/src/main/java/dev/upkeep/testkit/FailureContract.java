package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.Failure.Kind;
import dev.upkeep.route.Routing;
import dev.upkeep.route.Upstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a backend does wrong is told to the router, and what the router says then is done. */
abstract class FailureContract extends ContractTest {
    private static final String GET = "GET / HTTP/1.1\r\n" + HOST + "\r\n";
    private static final String POST = "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 4\r\n\r\nbody";

    @Test
    void aRefusedConnectionIsToldAsUnsent() throws Exception {
        Upstream nobody = nobody();
        router.says(head -> router.forward(nobody));
        assertThat(exchange(GET).status()).isEqualTo(503);
        assertThat(failure().kind()).isEqualTo(Kind.UNSENT);
        assertThat(failure().repeatable()).isTrue();
        assertThat(failure().detail()).isEqualTo("connection refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {GET, POST})
    void anUnsentRequestGoesToAnotherBackend(String request) throws Exception {
        RawBackend other = backend(OK);
        insteadOf(nobody(), other);
        assertThat(exchange(request).text()).isEqualTo("ok");
        Message seen = other.request();
        assertThat(seen.head().method()).isEqualTo(request.substring(0, request.indexOf(' ')));
        assertThat(seen.text()).isEqualTo(request.equals(POST) ? "body" : "");
    }

    @Test
    void anUnsentRequestIsHeldUntilThereIsABackend() throws Exception {
        RawBackend other = backend(OK);
        ScriptedWait wait = new ScriptedWait();
        Upstream nobody = nobody();
        CountDownLatch failed = new CountDownLatch(1);
        router.says(head -> router.forward(nobody, failure -> {
            failed.countDown();
            return new Routing.Hold(wait);
        }));
        Wire client = client();
        client.send(POST);
        await(failed);
        wait.end(router.forward(other.upstream()));
        assertThat(client.readAnswer().text()).isEqualTo("ok");
        assertThat(other.request().text()).isEqualTo("body");
    }

    @Test
    void aRequestMayFailManyTimesBeforeItSucceeds() throws Exception {
        RawBackend last = backend(OK);
        Upstream nobody = nobody();
        router.says(head -> failingTimes(10, nobody, last));
        assertThat(exchange(POST).text()).isEqualTo("ok");
        assertThat(router.leases()).hasSize(11);
    }

    @Test
    void aBackendThatClosesWithoutAnAnswerIsTold() throws Exception {
        scripted(Wire::readRequest);
        assertThat(exchange(GET).status()).isEqualTo(502);
        assertThat(failure().kind()).isEqualTo(Kind.UNANSWERED);
        assertThat(failure().detail()).isEqualTo("connection closed before an answer");
        assertThat(failure().repeatable()).isTrue();
    }

    @Test
    void aBackendThatResetsWithoutAnAnswerIsTold() throws Exception {
        scripted(wire -> {
            wire.readHead();
            wire.reset();
        });
        assertThat(exchange(GET).status()).isEqualTo(502);
        assertThat(failure().kind()).isEqualTo(Kind.UNANSWERED);
    }

    @Test
    void anUnansweredRequestWithoutABodyIsRepeatedIfTheRouterSaysSo() throws Exception {
        RawBackend other = backend(OK);
        insteadOf(scripted(Wire::readRequest).upstream(), other);
        assertThat(exchange(GET).text()).isEqualTo("ok");
        assertThat(router.leases()).hasSize(2);
    }

    @Test
    void aRequestWhoseBodyIsGoneIsNotCalledRepeatable() throws Exception {
        scripted(wire -> {
            wire.readHead();
            wire.readBytes(Flood.MEBIBYTE);
        });
        Wire client = client();
        client.send("POST / HTTP/1.1\r\n" + HOST + "Content-Length: " + 8 * Flood.MEBIBYTE + "\r\n\r\n");
        try {
            Flood.ofMebibytes(8).sendFrom(0, client);
            assertThat(client.readAnswer().status()).isEqualTo(502);
        } catch (IOException e) {
            // the proxy may close while the client still sends
            assertThat(e).isNotNull();
        }
        assertThat(router.lease().isGivenBack()).isTrue();
        assertThat(failure().repeatable()).isFalse();
        assertThat(failure().kind()).isEqualTo(Kind.UNANSWERED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 abc Nonsense\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Control: a\u0001b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX(Bracket: a\r\n\r\n",
                "\0\1\2\3\4\r\n\r\n",
            })
    void garbageIsToldAsBroken(String garbage) throws Exception {
        scripted(wire -> {
            wire.readRequest();
            wire.send(garbage);
        });
        assertThat(exchange(GET).status()).isEqualTo(502);
        assertThat(failure().kind()).isEqualTo(Kind.BROKEN);
        assertThat(failure().detail()).isEqualTo("the answer is not HTTP");
    }

    @Test
    void aBackendThatSpeaksNoTlsIsToldAsBroken() throws Exception {
        Upstream clear = scripted(wire -> {
                    wire.send("I speak no TLS\r\n");
                    wire.awaitEnd();
                })
                .upstream();
        router.says(head -> router.forward(new Upstream(true, clear.host(), clear.port())));
        assertThat(exchange(GET).status()).isEqualTo(502);
        assertThat(failure().kind()).isEqualTo(Kind.BROKEN);
        assertThat(failure().detail()).isEqualTo("no TLS connection");
    }

    @Test
    void aConnectionThatWasClosedBetweenRequestsFailsNobody() throws Exception {
        RawBackend hasty = scripted(wire -> {
            wire.readRequest();
            wire.send(OK);
        });
        Upstream upstream = hasty.upstream();
        router.says(head -> repeating(5, upstream));
        Wire client = client();
        for (int i = 0; i < 20; i++) {
            client.send(GET);
            assertThat(client.readAnswer().text()).isEqualTo("ok");
        }
    }

    @Test
    void aFailureOfOneRequestDoesNotTouchOthers() throws Exception {
        RawBackend sound = backend(OK);
        Upstream good = sound.upstream();
        Upstream bad = scripted(wire -> {
                    wire.readRequest();
                    wire.send("garbage\r\n\r\n");
                })
                .upstream();
        router.says(head -> router.forward(head.target().equals("/bad") ? bad : good));
        Wire client = client();
        client.send("GET /bad HTTP/1.1\r\n" + HOST + "\r\n");
        assertThat(client.readAnswer().status()).isEqualTo(502);
        assertThat(get("/good").text()).isEqualTo("ok");
    }

    private Routing repeating(int times, Upstream upstream) {
        return router.forward(
                upstream,
                failure -> times == 0 ? ScriptedRouter.refusal(502, "gave-up") : repeating(times - 1, upstream));
    }

    private Routing failingTimes(int times, Upstream bad, RawBackend good) {
        try {
            return times == 0
                    ? router.forward(good.upstream())
                    : router.forward(bad, failure -> failingTimes(times - 1, bad, good));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void insteadOf(Upstream bad, RawBackend good) throws Exception {
        Upstream other = good.upstream();
        router.says(head -> router.forward(bad, failure -> router.forward(other)));
    }

    /** An address that is taken, so that nobody else gets it, but where nobody listens. */
    private Upstream nobody() throws Exception {
        Socket bound = closing(new Socket());
        bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new Upstream(false, "127.0.0.1", bound.getLocalPort());
    }
}
