package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.ClientLimits;
import dev.upkeep.testkit.Head.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No client gets more than its share, and each is told what was too much. */
abstract class LimitContract extends ContractTest {
    static final ClientLimits SMALL = ClientLimits.DEFAULT.withSizes(512, 1024).withConnections(6);

    private static final String GET = "GET / HTTP/1.1\r\n" + HOST + "\r\n";
    private static final int TRIES = 200;

    @Test
    void aTargetAsLongAsMayBeIsForwarded() throws Exception {
        RawBackend backend = backend(OK);
        String target = "/" + "t".repeat(SMALL.uriSize() - 1);
        assertThat(get(target).text()).isEqualTo("ok");
        assertThat(backend.request().head().target()).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 600, 1400, 5_000, 30_000})
    void aTargetThatIsTooLongIsRefusedWithAllThatFollows(int length) throws Exception {
        RawBackend backend = backend(OK);
        refused("GET /" + "t".repeat(length) + " HTTP/1.1\r\n" + HOST + "\r\n" + GET, 414, "uri-too-long");
        assertThat(backend.unseenRequests()).isZero();
    }

    @Test
    void aHeaderAsLargeAsMayBeIsForwarded() throws Exception {
        RawBackend backend = backend(OK);
        String cookie = "c".repeat(SMALL.headerSize() - HOST.length() - 2 - "Cookie: \r\n".length());
        assertThat(exchange("GET / HTTP/1.1\r\n" + HOST + "Cookie: " + cookie + "\r\n\r\n")
                        .text())
                .isEqualTo("ok");
        assertThat(backend.request().head().values("Cookie")).containsExactly(cookie);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 1100, 5_000, 30_000})
    void aFieldThatIsTooLargeIsRefusedWithAllThatFollows(int length) throws Exception {
        RawBackend backend = backend(OK);
        String cookie = "Cookie: " + "c".repeat(length) + "\r\n";
        refused("GET / HTTP/1.1\r\n" + HOST + cookie + "\r\n" + GET, 431, "header-too-large");
        assertThat(backend.unseenRequests()).isZero();
    }

    @Test
    void tooManyFieldsAreRefused() throws Exception {
        RawBackend backend = backend(OK);
        refused("GET / HTTP/1.1\r\n" + HOST + "X-N: 1\r\n".repeat(1000) + "\r\n", 431, "header-too-large");
        assertThat(backend.unseenRequests()).isZero();
    }

    @Test
    void aTargetAndAHeaderAsLargeAsMayBeAreForwardedFromHttp2() throws Exception {
        RawBackend backend = backend(OK);
        String target = "/" + "t".repeat(SMALL.uriSize() - 1);
        Field cookie = new Field("cookie", "c".repeat(SMALL.headerSize() - 100));
        assertThat(http2().ask("GET", target, cookie).readMessage().text()).isEqualTo("ok");
        assertThat(backend.request().head().target()).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 600, 1400})
    void aTargetThatIsTooLongIsRefusedOnHttp2AndOthersGoOn(int length) throws Exception {
        RawBackend backend = backend(OK);
        Http2Client client = http2();
        refused(client.ask("GET", "/" + "t".repeat(length)), 414, "uri-too-long");
        assertThat(client.ask("GET", "/").readMessage().text()).isEqualTo("ok");
        assertThat(backend.request().head().target()).isEqualTo("/");
        assertThat(backend.unseenRequests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 1100, 1400})
    void aFieldThatIsTooLargeIsRefusedOnHttp2AndOthersGoOn(int length) throws Exception {
        RawBackend backend = backend(OK);
        Http2Client client = http2();
        refused(client.ask("GET", "/large", new Field("cookie", "c".repeat(length))), 431, "header-too-large");
        assertThat(client.ask("GET", "/").readMessage().text()).isEqualTo("ok");
        assertThat(backend.request().head().target()).isEqualTo("/");
        assertThat(backend.unseenRequests()).isZero();
    }

    @Test
    void aHeaderLargerThanAllLimitsIsNotForwardedFromHttp2() throws Exception {
        RawBackend backend = backend(OK);
        try {
            Message answer = http2().ask("GET", "/large", new Field("cookie", "c".repeat(30_000)))
                    .readMessage();
            assertThat(answer.status()).isEqualTo(431);
        } catch (IOException unsentOrReset) {
            assertThat(unsentOrReset).isNotNull();
        }
        assertThat(http2().ask("GET", "/").readMessage().text()).isEqualTo("ok");
        assertThat(backend.request().head().target()).isEqualTo("/");
    }

    @Test
    void whatIsNoRequestIsRefusedWithAProblemDocument() throws Exception {
        refused("nonsense\r\n\r\n", 400, "bad-request");
        refused("GET / HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n", 400, "bad-request");
    }

    @Test
    void aConnectionTooManyIsClosedAndTheOthersGoOn() throws Exception {
        backend(OK);
        List<Wire> clients = new ArrayList<>();
        for (int i = 0; i < SMALL.connections(); i++) {
            clients.add(served());
        }
        for (int i = 0; i < 3; i++) {
            client().awaitEnd();
        }
        for (Wire client : clients) {
            client.send(GET);
            assertThat(client.readAnswer().text()).isEqualTo("ok");
        }
    }

    @Test
    void aConnectionThatHasEndedLeavesItsPlaceToAnother() throws Exception {
        backend(OK);
        for (int i = 0; i < 4 * SMALL.connections(); i++) {
            try (Wire client = servedWithinBound()) {
                assertThat(client).isNotNull();
            }
        }
    }

    private Wire served() throws Exception {
        Wire client = client();
        client.send(GET);
        assertThat(client.readAnswer().text()).isEqualTo("ok");
        return client;
    }

    /** The proxy learns a little later than its client that a connection has ended. */
    private Wire servedWithinBound() throws Exception {
        for (int i = 0; i < TRIES; i++) {
            try {
                return served();
            } catch (IOException closed) {
                assertThat(closed).isNotNull();
            }
        }
        throw new AssertionError("no connection was served, " + TRIES + " times");
    }

    private Http2Client http2() throws Exception {
        return closing(Http2Client.to(proxy().httpPort()));
    }

    private static void refused(Http2Stream asked, int status, String code) throws Exception {
        refused(asked.readMessage(), status, code);
    }

    private void refused(String request, int status, String code) throws Exception {
        Wire client = client();
        client.send(request);
        refused(client.readAnswer(), status, code);
        client.awaitEnd();
    }

    private static void refused(Message answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.head().values("Content-Type")).containsExactly("application/problem+json");
        assertThat(answer.text()).contains("\"code\":\"" + code + "\"").contains("\"status\":" + status);
    }
}
