package dev.upkeep.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.Refusals;
import dev.upkeep.route.RequestRules;
import dev.upkeep.route.RequestRules.Checked.Rejected;
import dev.upkeep.route.Upstream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two readers could understand in two ways is not forwarded. */
abstract class MalformedContract extends ContractTest {
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\n" + HOST + "\r\n";

    private RawBackend backend;

    /** Forwards whatever neither the adapter nor the rules for all adapters find anything wrong with. */
    @BeforeEach
    void forwardWhatIsWellFormed() throws Exception {
        backend = closing(RawBackend.answering(request -> OK));
        Upstream upstream = backend.upstream();
        router.says(head -> RequestRules.check(head) instanceof Rejected rejected
                ? ScriptedRouter.refusal(Refusals.badRequest(head, rejected.why()))
                : router.forward(upstream));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n",
                "Content-Length: 0\r\nContent-Length: 44\r\n\r\n",
                "Content-Length: 0, 44\r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: +5\r\n\r\nhello",
                "Content-Length: 0x5\r\n\r\nhello",
                "Content-Length: 99999999999999999999\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: identity\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "X-Null: a\0b\r\n\r\n",
                "X-Return: a\rb\r\n\r\n",
                "X Space: a\r\n\r\n",
                "X-Control: a\u0001b\r\n\r\n",
                "X(Bracket: a\r\n\r\n",
                ": no name\r\n\r\n",
                "no colon\r\n\r\n",
            })
    void doubtfulFieldsAreRefusedWithAllThatFollows(String fields) throws Exception {
        Wire client = client();
        client.send("POST / HTTP/1.1\r\n" + HOST + fields + SMUGGLED);
        assertThat(client.readAnswer().status()).isEqualTo(400);
        client.awaitEnd();
        assertThat(backend.unseenRequests()).isZero();
    }

    /** What one reader takes for the end of a line, or of a body, another does not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\nHost: app.example\n\n",
                "GET / HTTP/1.1\r\nHost: app.example\nX-Bare: line end\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: app.example\r\nX-Bare: line end\r\n\n",
                "POST / HTTP/1.0\r\nHost: app.example\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.0\r\nHost: app.example\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: app.example\r\nTransfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: app.example\r\nTransfer_Encoding: chunked\r\nTransfer-Encoding: chunk\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: app.example\r\nContent-Length: 5 5\r\n\r\nhello",
                "POST / HTTP/1.1\r\nHost: app.example\r\nContent-Length:\r\n\r\nhello",
            })
    void anEndThatCanBeReadInTwoWaysIsRefusedWithAllThatFollows(String request) throws Exception {
        Wire client = client();
        client.send(request + SMUGGLED);
        assertThat(client.readAnswer().status()).isEqualTo(400);
        client.awaitEnd();
        assertThat(backend.unseenRequests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: app.example\r\nHost: evil.example\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: app.example\r\nHost: app.example\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: app.example, evil.example\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: user@app.example\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: app.example/path\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: app.example:notAPort\r\n\r\n",
                "GET http://evil.example/ HTTP/1.1\r\nHost: app.example\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: app.example:\r\n\r\n",
                "GET / HTTP/1.1\r\nHost:\r\n\r\n",
                "GET / HTTP/1.0\r\n\r\n",
            })
    void aDoubtfulAuthorityIsRefused(String request) throws Exception {
        refused(request);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT app.example:443 HTTP/1.1\r\nHost: app.example:443\r\n\r\n",
                "GET app.example HTTP/1.1\r\nHost: app.example\r\n\r\n",
                "GET /a b HTTP/1.1\r\nHost: app.example\r\n\r\n",
                "GET /app1#frag HTTP/1.1\r\nHost: app.example\r\n\r\n",
                "GET /app1?q#frag HTTP/1.1\r\nHost: app.example\r\n\r\n",
                "GET # HTTP/1.1\r\nHost: app.example\r\n\r\n",
                "G(T / HTTP/1.1\r\nHost: app.example\r\n\r\n",
                "nonsense\r\n\r\n",
                "\u0016\u0003\u0001\0\u0005\u0001\0\0\1\0\r\n\r\n",
            })
    void aDoubtfulRequestLineIsRefused(String request) throws Exception {
        refused(request);
    }

    /** The servers refuse these before anybody else sees them, each with the status that its authors chose. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/3.0", "HTTP/9.9"})
    void anotherVersionInTheRequestLineIsRefused(String version) throws Exception {
        Message answer = exchange("GET / " + version + "\r\nHost: app.example\r\n\r\n");
        assertThat(answer.status()).isIn(426, 501, 505);
        assertThat(backend.unseenRequests()).isZero();
    }

    @Test
    void optionsForTheServerAsAWholeIsAnswered() throws Exception {
        assertThat(exchange("OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n").status()).isGreaterThanOrEqualTo(200);
    }

    @Test
    void anAbsoluteTargetOfTheSameHostIsServed() throws Exception {
        assertThat(exchange("GET http://app.example/x?y HTTP/1.1\r\n" + HOST + "\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(backend.request().head().target()).isEqualTo("/x?y");
        assertThat(router.head().target()).isEqualTo("/x?y");
    }

    /** Either is allowed by RFC 9112 section 5.2; what must not pass is the line end. */
    @Test
    void aFoldedFieldIsRefusedOrMadeOneLine() throws Exception {
        Message answer = exchange("GET / HTTP/1.1\r\n" + HOST + "X-Folded: a\r\n\tTransfer-Encoding: chunked\r\n\r\n");
        if (answer.status() == 200) {
            Head seen = backend.request().head();
            assertThat(seen.values("X-Folded")).containsExactly("a Transfer-Encoding: chunked");
            assertThat(seen.has("Transfer-Encoding")).isFalse();
        } else {
            assertThat(answer.status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no chunk\r\n\r\n", "5\r\nhelloNO\r\n", "-1\r\n\r\n", "2\r\nhi\r\nno chunk\r\n"})
    void aBrokenChunkEndsTheConnectionWithoutAnyOtherAnswerThanARefusal(String body) throws Exception {
        Wire client = client();
        client.send("POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n" + body);
        String answer = new String(client.readAll(), US_ASCII);
        assertThat(answer)
                .satisfiesAnyOf(
                        none -> assertThat(none).isEmpty(),
                        refusal -> assertThat(refusal).startsWith("HTTP/1.1 400 "));
        assertThat(backend.unseenRequests()).isZero();
    }

    @Test
    void brokenUploadsUseNothingUp() throws Exception {
        for (int i = 0; i < 20; i++) {
            Wire client = client();
            client.send("POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\nno chunk\r\n\r\n");
            client.awaitEnd();
        }
        for (ScriptedLease lease : router.leases()) {
            assertThat(lease.isGivenBack()).isTrue();
        }
        assertThat(get("/after").text()).isEqualTo("ok");
        assertThat(backend.request().head().target()).isEqualTo("/after");
    }

    private void refused(String request) throws Exception {
        assertThat(exchange(request).status()).isEqualTo(400);
        assertThat(backend.unseenRequests()).isZero();
    }
}
