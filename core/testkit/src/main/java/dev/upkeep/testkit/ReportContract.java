package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.Exchanged;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The router learns what became of each request, and each request has an id that all can be found by. */
abstract class ReportContract extends TunnelTest {
    private static final String GET = "GET / HTTP/1.1\r\n" + HOST + "\r\n";

    @Test
    void whatWasExchangedIsTold() throws Exception {
        backend("HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello");
        exchange("POST /x?y HTTP/1.1\r\n" + HOST
                + "User-Agent: curl/8\r\nReferer: http://a.example/\r\nContent-Length: 4\r\n\r\nbody");
        Exchanged report = router.report();
        assertThat(report.head().target()).isEqualTo("/x?y");
        assertThat(report.client()).isEqualTo(new Exchanged.Client("127.0.0.1", "1.1", "http://a.example/", "curl/8"));
        assertThat(report.status()).isEqualTo(201);
        assertThat(report.complete()).isTrue();
        assertThat(report.received()).isEqualTo(4);
        assertThat(report.sent()).isEqualTo(5);
        assertThat(report.time()).isPositive();
        assertThat(report.lease()).containsSame(router.lease());
        assertThat(report.refusal()).isEmpty();
        assertThat(router.unseenReports()).isZero();
    }

    @Test
    void anErrorOfTheProxyIsToldWithItsCause() throws Exception {
        router.says(ScriptedRouter.refusal(503, "process-down"));
        get("/");
        Exchanged report = router.report();
        assertThat(report.status()).isEqualTo(503);
        assertThat(report.refusal())
                .hasValueSatisfying(cause -> assertThat(cause.code()).isEqualTo("process-down"));
        assertThat(report.lease()).isEmpty();
    }

    @Test
    void aFailedExchangeIsToldWithItsLeaseAndItsCause() throws Exception {
        scripted(Wire::readRequest);
        assertThat(get("/").status()).isEqualTo(502);
        Exchanged report = router.report();
        assertThat(report.status()).isEqualTo(502);
        assertThat(report.lease()).containsSame(router.lease());
        assertThat(report.refusal()).isPresent();
    }

    @Test
    void whatTheAdapterItselfRefusesIsTold() throws Exception {
        get("/" + "t".repeat(8_200));
        Exchanged report = router.report();
        assertThat(report.status()).isEqualTo(414);
        assertThat(report.refusal()).isPresent();
    }

    @Test
    void aClientThatLeavesIsToldOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        scripted(wire -> {
            wire.readRequest();
            asked.countDown();
            wire.awaitEnd();
        });
        Wire client = client();
        client.send(GET);
        await(asked);
        client.close();
        Exchanged report = router.report();
        assertThat(report.status()).isEqualTo(Exchanged.CLIENT_GONE);
        assertThat(report.complete()).isFalse();
        assertThat(router.unseenReports()).isZero();
    }

    @Test
    void anAnswerThatIsCutOffIsToldAsIncomplete() throws Exception {
        scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
        });
        Wire client = client();
        client.send(GET);
        client.awaitEnd();
        Exchanged report = router.report();
        assertThat(report.status()).isEqualTo(200);
        assertThat(report.complete()).isFalse();
    }

    @Test
    void aTunnelIsToldWhenItEnds() throws Exception {
        granting(wire -> wire.readBytes(4));
        Wire client = open(client(ASKING));
        assertThat(router.unseenReports()).isZero();
        client.send("bye!");
        client.awaitEnd();
        assertThat(router.report().status()).isEqualTo(101);
    }

    @Test
    void aRequestGetsAnIdThatAllLearn() throws Exception {
        RawBackend backend = backend("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Request-Id: other\r\n\r\nok");
        String id = get("/").head().value("X-Request-Id").orElseThrow();
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(backend.request().head().values("X-Request-Id")).containsExactly(id);
        assertThat(router.report().head().id()).isEqualTo(id);
        assertThat(get("/").head().values("X-Request-Id")).doesNotContain(id).hasSize(1);
    }

    @Test
    void anIdThatTheClientSentIsPassedOn() throws Exception {
        RawBackend backend = backend(OK);
        Message answer = exchange("GET / HTTP/1.1\r\n" + HOST + "X-Request-Id: order-17/a.b\r\n\r\n");
        assertThat(answer.head().values("X-Request-Id")).containsExactly("order-17/a.b");
        assertThat(backend.request().head().values("X-Request-Id")).containsExactly("order-17/a.b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "<script>", "\"", ""})
    void anIdThatCouldDoHarmIsReplaced(String sent) throws Exception {
        backend(OK);
        Message answer = exchange("GET / HTTP/1.1\r\n" + HOST + "X-Request-Id: " + sent + "\r\n\r\n");
        assertThat(answer.head().value("X-Request-Id"))
                .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f]{32}"));
    }

    @Test
    void anErrorOfTheProxyHasTheIdToo() throws Exception {
        router.says(ScriptedRouter.refusal(404, "no-route"));
        Message answer = exchange("GET / HTTP/1.1\r\n" + HOST + "X-Request-Id: here\r\n\r\n");
        assertThat(answer.head().values("X-Request-Id")).containsExactly("here");
    }

    @Test
    void whatTracesARequestPassesUntouched() throws Exception {
        RawBackend backend = backend(OK);
        String parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        exchange("GET / HTTP/1.1\r\n" + HOST + "traceparent: " + parent + "\r\ntracestate: a=b,c=d\r\n\r\n");
        Head seen = backend.request().head();
        assertThat(seen.values("traceparent")).containsExactly(parent);
        assertThat(seen.values("tracestate")).containsExactly("a=b,c=d");
    }
}
