package dev.upkeep.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Method and target reach the backend as they were sent; the status reaches the client. The reason, which HTTP/2 has not, may change. */
abstract class RequestContract extends ContractTest {
    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "PURGE"})
    void everyMethodIsForwarded(String method) throws Exception {
        RawBackend backend = backend(OK);
        assertThat(exchange(method + " /x HTTP/1.1\r\n" + HOST + "Content-Length: 0\r\n\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(backend.request().head().startLine()).isEqualTo(method + " /x HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "PATCH", "OPTIONS", "GET"})
    void everyMethodMayHaveABody(String method) throws Exception {
        RawBackend backend = backend(OK);
        assertThat(exchange(method + " /x HTTP/1.1\r\n" + HOST + "Content-Length: 4\r\n\r\nbody")
                        .text())
                .isEqualTo("ok");
        assertThat(backend.request().text()).isEqualTo("body");
    }

    @Test
    void headIsForwardedAndItsAnswerHasNoBodyButItsLength() throws Exception {
        RawBackend backend = backend("HTTP/1.1 200 OK\r\nContent-Length: 1234\r\nX-Kind: head\r\n\r\n");
        Wire client = client();
        client.send("HEAD /x HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
        Head head = client.readHead();
        assertThat(head.values("Content-Length")).containsExactly("1234");
        assertThat(head.value("X-Kind")).contains("head");
        assertThat(client.readAll()).isEmpty();
        assertThat(backend.request().head().method()).isEqualTo("HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?",
                "/a?b?c",
                "/%7Euser/~user",
                "/a%2Fb/@scope%2Fpackage",
                "/a//b///",
                "/100%25",
                "/a;v=1/b;w",
                "/a+b%20c,d:e@f!$&'()*=",
                "/x?q=a+b%20c%2B&empty=&&=",
                "/x?json={\"a\":[1|2]}&caret=^&tick=`&slash=\\",
                "/x?u=http://other.example/y?z",
            })
    void pathAndQueryAreForwardedByteForByte(String target) throws Exception {
        RawBackend backend = backend(OK);
        assertThat(get(target).status()).isEqualTo(200);
        assertThat(backend.request().head().target()).isEqualTo(target);
        assertThat(router.head().target()).isEqualTo(target);
    }

    @Test
    void aLongTargetIsForwarded() throws Exception {
        String target = "/x?token=" + "t".repeat(6000);
        RawBackend backend = backend(OK);
        assertThat(get(target).status()).isEqualTo(200);
        assertThat(backend.request().head().target()).isEqualTo(target);
    }

    @Test
    void aTargetThatIsTooLongIsRefused() throws Exception {
        RawBackend backend = backend(OK);
        Message answer = get("/" + "t".repeat(100_000));
        assertThat(answer.status()).isBetween(400, 499);
        assertThat(backend.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"200 OK", "201 Made it", "299 Odd but fine", "404 Nicht da", "418 I'm a teapot", "503 Later"})
    void theStatusReachesTheClientWithItsBody(String statusAndReason) throws Exception {
        backend("HTTP/1.1 " + statusAndReason + "\r\nContent-Length: 4\r\n\r\nbody");
        Message answer = get("/");
        assertThat(answer.head().startLine()).startsWith("HTTP/1.1 " + statusAndReason.substring(0, 3) + " ");
        assertThat(answer.text()).isEqualTo("body");
    }

    @Test
    void anAnswerWithoutAReasonReachesTheClient() throws Exception {
        backend("HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok");
        assertThat(get("/").text()).isEqualTo("ok");
    }

    @Test
    void aRedirectOfTheBackendIsNotFollowed() throws Exception {
        RawBackend backend = backend("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
        Message answer = get("/");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.head().value("Location")).contains("/elsewhere");
        backend.request();
        assertThat(backend.unseenRequests()).isZero();
    }

    @Test
    void aClientOfTheOldVersionIsAnsweredWithoutChunks() throws Exception {
        backend("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nol\r\n1\r\nd\r\n0\r\n\r\n");
        Wire client = client();
        client.send("GET / HTTP/1.0\r\n" + HOST + "\r\n");
        Head head = client.readHead();
        assertThat(head.has("Transfer-Encoding")).isFalse();
        assertThat(client.readAll()).asString(US_ASCII).isEqualTo("old");
    }

    @Test
    void interimAnswersAreNotTakenForTheAnswer() throws Exception {
        backend("HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n" + OK);
        Wire client = client();
        client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
        Message hints = client.readAnswer();
        assertThat(hints.status()).isEqualTo(103);
        assertThat(hints.head().value("Link")).contains("</style.css>");
        assertThat(client.readAnswer().text()).isEqualTo("ok");
    }

    @Test
    void otherInterimAnswersAreNotTakenForTheAnswer() throws Exception {
        backend("HTTP/1.1 102 Processing\r\n\r\n" + OK);
        Wire client = client();
        client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
        Message answer = client.readAnswer();
        int status = (answer.status() == 102 ? client.readAnswer() : answer).status();
        assertThat(status).isIn(200, 502); // not every library can tell it from an answer
    }

    @Test
    void aRangePasses() throws Exception {
        RawBackend backend =
                backend("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 1-2/4\r\nContent-Length: 2\r\n\r\nod");
        Message answer = exchange("GET / HTTP/1.1\r\n" + HOST + "Range: bytes=1-2\r\n\r\n");
        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.head().values("Content-Range")).containsExactly("bytes 1-2/4");
        assertThat(answer.text()).isEqualTo("od");
        assertThat(backend.request().head().values("Range")).containsExactly("bytes=1-2");
    }

    @Test
    void anUpgradeToClearTextHttp2DoesNoHarm() throws Exception {
        backend(OK);
        Wire client = client();
        client.send(
                "GET / HTTP/1.1\r\n" + HOST
                        + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n");
        assertThat(client.readHead().status()).isIn(101, 200);
    }

    @Test
    void bytesArriveInAnyPieces() throws Exception {
        RawBackend backend = backend(OK);
        String request = "POST /slow HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\n\r\nabc";
        Wire client = client();
        for (String character : request.split("")) {
            client.send(character);
        }
        assertThat(client.readAnswer().text()).isEqualTo("ok");
        assertThat(backend.request().text()).isEqualTo("abc");
    }
}
