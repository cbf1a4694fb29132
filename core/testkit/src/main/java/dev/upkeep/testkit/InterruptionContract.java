package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.upkeep.route.Failure.Kind;
import dev.upkeep.route.Upstream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that breaks off, or is not to be had in time. */
abstract class InterruptionContract extends ContractTest {
    private static final String GET = "GET / HTTP/1.1\r\n" + HOST + "\r\n";
    private static final String POST = "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 4\r\n\r\nbody";
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void anAnswerThatIsCutOffInItsHeadIsToldAsBroken() throws Exception {
        scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.1 200 OK\r\nContent-Le");
        });
        assertThat(exchange(GET).status()).isEqualTo(502);
        assertThat(failure().kind()).isIn(Kind.BROKEN, Kind.UNANSWERED);
    }

    @Test
    void aHeadWithoutEndIsToldAsBroken() throws Exception {
        scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.1 200 OK\r\n");
            String field = "X-Long: " + "x".repeat(1000) + "\r\n";
            for (int i = 0; i < 5000; i++) {
                wire.send(field);
            }
        });
        assertThat(exchange(GET).status()).isEqualTo(502);
        assertThat(failure().kind()).isEqualTo(Kind.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 100\r\n\r\nbeginning",
                "Transfer-Encoding: chunked\r\n\r\n9\r\nbeginning\r\n",
                "Transfer-Encoding: chunked\r\n\r\n20\r\nbeginning",
                "Transfer-Encoding: chunked\r\n\r\n9\r\nbeginning\r\nno chunk\r\n",
            })
    void aBodyThatIsCutOffReachesTheClientCutOff(String answer) throws Exception {
        scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.1 200 OK\r\n" + answer);
        });
        Wire client = client();
        client.send(GET);
        assertThatExceptionOfType(IOException.class).isThrownBy(client::readAnswer);
        assertThat(router.lease().isGivenBack()).isTrue();
        assertThat(failure().kind()).isEqualTo(Kind.BROKEN);
    }

    @Test
    void aBodyThatIsResetReachesTheClientCutOff() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbeginning");
            await(arrived);
            wire.reset();
        });
        Wire client = client();
        client.send(GET);
        client.readHead();
        assertThat(client.readBytes(9)).asString().isEqualTo("beginning");
        arrived.countDown();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.readBytes(1));
        assertThat(failure().detail()).isEqualTo("connection closed in the middle of the answer");
    }

    @Test
    void aBackendThatNeverAnswersIsTimedOut() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        RawBackend silent = scripted(wire -> {
            wire.readRequest();
            wire.awaitEnd();
            over.countDown();
        });
        Upstream upstream = silent.upstream();
        router.says(head -> router.forwardForAnswerWithin(upstream, SHORT));
        assertThat(exchange(GET).status()).isEqualTo(504);
        assertThat(failure().kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(failure().detail()).isEqualTo("no answer within 200 ms");
        await(over);
    }

    @Test
    void aBackendThatNeverReadsIsTimedOut() throws Exception {
        RawBackend silent = scripted(wire -> {
            wire.readRequest();
            wire.awaitEnd();
        });
        Upstream upstream = silent.upstream();
        router.says(head -> router.forwardForAnswerWithin(upstream, SHORT));
        assertThat(exchange(POST).status()).isEqualTo(504);
        assertThat(failure().kind()).isEqualTo(Kind.TIMED_OUT);
    }

    @Test
    void aBackendThatFallsSilentInTheMiddleIsCutOff() throws Exception {
        RawBackend silent = scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbeginning");
            wire.awaitEnd();
        });
        Upstream upstream = silent.upstream();
        router.says(head -> router.forwardForAnswerWithin(upstream, SHORT));
        Wire client = client();
        client.send(GET);
        assertThatExceptionOfType(EOFException.class).isThrownBy(client::readAnswer);
        assertThat(router.lease().isGivenBack()).isTrue();
        assertThat(failure().kind()).isEqualTo(Kind.TIMED_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "Text/Event-Stream;charset=utf-8"})
    void anEventStreamMayBeSilentForLongerThanOtherAnswers(String type) throws Exception {
        CountDownLatch othersTimedOut = new CountDownLatch(1);
        RawBackend backend = scripted(wire -> {
            if (wire.readRequest().head().target().equals("/events")) {
                wire.send("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n");
                wire.sendChunk("first");
                await(othersTimedOut);
                wire.sendChunk("second");
            }
            wire.awaitEnd();
        });
        Upstream upstream = backend.upstream();
        router.says(head -> router.forwardForAnswerWithin(upstream, SHORT));
        Wire client = client();
        client.send("GET /events HTTP/1.1\r\n" + HOST + "\r\n");
        client.readHead();
        assertThat(client.readChunk()).asString().isEqualTo("first");
        for (int i = 0; i < 3; i++) {
            assertThat(get("/silent").status()).isEqualTo(504);
        }
        othersTimedOut.countDown();
        assertThat(client.readChunk()).asString().isEqualTo("second");
    }

    @Test
    void aBackendThatTakesNoConnectionIsTimedOut() throws Exception {
        Upstream full = full();
        router.says(head -> router.forwardForConnectWithin(full, SHORT));
        assertThat(exchange(GET).status()).isEqualTo(503);
        assertThat(failure().kind()).isEqualTo(Kind.UNSENT);
        assertThat(failure().detail()).isEqualTo("no connection within 200 ms");
    }

    /** An address where somebody listens, but whose queue is full: attempts to connect get no reply. */
    private Upstream full() throws Exception {
        ServerSocket listener = closing(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        for (int i = 0; i < 10; i++) {
            Socket waiting = closing(new Socket());
            try {
                waiting.connect(listener.getLocalSocketAddress(), 100);
            } catch (SocketTimeoutException e) {
                return new Upstream(false, "127.0.0.1", listener.getLocalPort());
            }
        }
        throw new AssertionError("the queue takes more than it should");
    }
}
