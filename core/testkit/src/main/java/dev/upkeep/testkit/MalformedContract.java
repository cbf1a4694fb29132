package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.Upstream;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two readers could understand in two ways is not forwarded. */
abstract class MalformedContract extends ContractTest {
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\n" + HOST + "\r\n";

    private static final List<Integer> REFUSALS = List.of(400, 501, 505);

    private RawBackend backend;

    /** Forwards whatever the adapter itself finds nothing wrong with, and has the shape the router is promised. */
    @BeforeEach
    void forwardWhatIsWellFormed() throws Exception {
        backend = closing(RawBackend.answering(request -> OK));
        Upstream upstream = backend.upstream();
        router.says(head -> head.authority().isEmpty() || !head.target().startsWith("/")
                ? ScriptedRouter.refusal(400, "malformed")
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
        assertThat(client.readAnswer().status()).isIn(REFUSALS);
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
                "GET / HTTP/1.1\r\nHost:\r\n\r\n",
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
                "GET / HTTP/9.9\r\nHost: app.example\r\n\r\n",
                "G(T / HTTP/1.1\r\nHost: app.example\r\n\r\n",
                "nonsense\r\n\r\n",
                "\u0016\u0003\u0001\0\u0005\u0001\0\0\1\0\r\n\r\n",
            })
    void aDoubtfulRequestLineIsRefused(String request) throws Exception {
        refused(request);
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
        assertThat(exchange(request).status()).isIn(REFUSALS);
        assertThat(backend.unseenRequests()).isZero();
    }
}
