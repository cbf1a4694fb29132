package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Header fields pass both ways, but for those that speak to the next hop only. */
abstract class HeaderContract extends ContractTest {
    private static final Set<String> ADDED = Set.of(
            "host",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host",
            "x-forwarded-port",
            "forwarded",
            "via",
            "x-request-id");

    @ParameterizedTest
    @ValueSource(strings = {"app.example", "App.Example", "app.example:8080", "127.0.0.1:8080", "[::1]:8080"})
    void hostIsKept(String host) throws Exception {
        assertThat(seen("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").values("Host"))
                .containsExactly(host);
    }

    @Test
    void fieldsOfARequestPassWithTheirDuplicatesInOrder() throws Exception {
        Head seen = seen("GET / HTTP/1.1\r\n" + HOST
                + "X-Many: one\r\nx-many: two, three\r\nX-MANY: four\r\nX-Empty:\r\nX-Odd: \"a;b\" (c)\t=<d>\r\n"
                + "Cookie: a=1; b=2\r\nAuthorization: Bearer t\r\nAccept-Encoding: gzip, br\r\nUser-Agent: test/1\r\n"
                + "If-None-Match: \"e\"\r\nRange: bytes=0-1\r\nOrigin: null\r\nReferer: http://r.example/\r\n\r\n");
        assertThat(seen.values("X-Many")).containsExactly("one", "two, three", "four");
        assertThat(seen.values("X-Empty")).containsExactly("");
        assertThat(seen.values("X-Odd")).containsExactly("\"a;b\" (c)\t=<d>");
        assertThat(seen.values("Cookie")).containsExactly("a=1; b=2");
        assertThat(seen.values("Authorization")).containsExactly("Bearer t");
        assertThat(seen.values("Accept-Encoding")).containsExactly("gzip, br");
        assertThat(seen.values("User-Agent")).containsExactly("test/1");
        assertThat(seen.values("If-None-Match")).containsExactly("\"e\"");
        assertThat(seen.values("Range")).containsExactly("bytes=0-1");
        assertThat(seen.values("Origin")).containsExactly("null");
        assertThat(seen.values("Referer")).containsExactly("http://r.example/");
    }

    @Test
    void nothingIsAddedToARequestButWhoAsked() throws Exception {
        Head seen = seen("GET / HTTP/1.1\r\n" + HOST + "\r\n");
        Set<String> names = seen.fields().stream()
                .map(field -> field.name().toLowerCase(Locale.ROOT))
                .filter(name -> !name.equals("connection"))
                .collect(Collectors.toSet());
        assertThat(names).isSubsetOf(ADDED);
    }

    @Test
    void aBodyWithoutATypeStaysWithoutOne() throws Exception {
        Head seen = seen("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\n\r\nx");
        assertThat(seen.has("Content-Type")).isFalse();
        assertThat(seen.values("Content-Length")).containsExactly("1");
        assertThat(seen.has("Transfer-Encoding")).isFalse();
    }

    @Test
    void whatARequestSaysToTheNextHopStaysThere() throws Exception {
        Head seen = seen(
                "GET / HTTP/1.1\r\n" + HOST
                        + "Connection: keep-alive, X-Mine, Upgrade\r\nX-Mine: secret\r\nKeep-Alive: timeout=5\r\nTE: gzip\r\n"
                        + "Proxy-Authorization: Basic eA==\r\nProxy-Connection: keep-alive\r\nUpgrade: TLS/1.0\r\nX-Kept: yes\r\n\r\n");
        assertThat(seen.has("X-Mine")).isFalse();
        assertThat(seen.has("Keep-Alive")).isFalse();
        assertThat(seen.values("TE")).doesNotContain("gzip");
        assertThat(seen.has("Proxy-Authorization")).isFalse();
        assertThat(seen.has("Proxy-Connection")).isFalse();
        assertThat(seen.has("Upgrade")).isFalse();
        assertThat(seen.values("X-Kept")).containsExactly("yes");
        assertThat(seen.values("Connection")).doesNotContain("keep-alive, X-Mine, Upgrade");
    }

    @Test
    void whatAnAnswerSaysToTheNextHopStaysThere() throws Exception {
        Head answer = answered("Connection: close, X-Mine\r\nX-Mine: secret\r\nKeep-Alive: timeout=5\r\n"
                + "Proxy-Authenticate: Basic\r\nUpgrade: h2c\r\nX-Kept: yes\r\n");
        assertThat(answer.has("X-Mine")).isFalse();
        assertThat(answer.has("Keep-Alive")).isFalse();
        assertThat(answer.has("Proxy-Authenticate")).isFalse();
        assertThat(answer.has("Upgrade")).isFalse();
        assertThat(answer.values("X-Kept")).containsExactly("yes");
        assertThat(answer.values("Connection")).doesNotContain("close, X-Mine").doesNotContain("close");
    }

    @Test
    void theBackendIsToldWhoAsked() throws Exception {
        Head seen = seen("GET / HTTP/1.1\r\nHost: app.example:8080\r\n\r\n");
        assertThat(seen.values("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(seen.values("X-Forwarded-Proto")).containsExactly("http");
        assertThat(seen.values("X-Forwarded-Host")).containsExactly("app.example:8080");
        assertThat(seen.values("X-Forwarded-Port")).containsExactly("8080");
        assertThat(seen.value("Forwarded").orElseThrow())
                .contains("for=127.0.0.1")
                .contains("proto=http")
                .contains("host=\"app.example:8080\"");
        assertThat(seen.values("Via")).containsExactly("1.1 upkeep");
    }

    @Test
    void whatAStrangerSaysOfEarlierHopsIsDropped() throws Exception {
        Head seen = seen(
                "GET / HTTP/1.1\r\n" + HOST
                        + "X-Forwarded-For: 6.6.6.6\r\nx-forwarded-proto: https\r\nX-Forwarded-Host: evil.example\r\n"
                        + "X_Forwarded_For: 6.6.6.6\r\nX-Real-IP: 6.6.6.6\r\nForwarded: for=6.6.6.6\r\nX-Forwarded-Prefix: /evil\r\n\r\n");
        assertThat(seen.fields()).noneMatch(field -> field.value().contains("6.6.6.6"));
        assertThat(seen.fields()).noneMatch(field -> field.value().contains("evil"));
        assertThat(seen.values("X-Forwarded-Proto")).containsExactly("http");
    }

    @Test
    void aProxyThatIsBelievedMaySayWhoAskedIt() throws Exception {
        router.believesSenders();
        Head seen = seen("GET / HTTP/1.1\r\n" + HOST
                + "X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: shop.example\r\n"
                + "Forwarded: for=203.0.113.7\r\n\r\n");
        assertThat(String.join(", ", seen.values("X-Forwarded-For"))).isEqualTo("203.0.113.7, 127.0.0.1");
        assertThat(seen.values("X-Forwarded-Proto")).containsExactly("https");
        assertThat(seen.values("X-Forwarded-Host")).containsExactly("shop.example");
        assertThat(String.join(", ", seen.values("Forwarded"))).startsWith("for=203.0.113.7, for=127.0.0.1");
        assertThat(router.head().secure()).isTrue();
    }

    @Test
    void aStrangerIsNotBelievedThatItCameSecurely() throws Exception {
        seen("GET / HTTP/1.1\r\n" + HOST + "X-Forwarded-Proto: https\r\n\r\n");
        assertThat(router.head().secure()).isFalse();
    }

    @Test
    void viaGrowsWithEachProxy() throws Exception {
        Head seen = seen("GET / HTTP/1.1\r\n" + HOST + "Via: 1.0 earlier\r\n\r\n");
        assertThat(String.join(", ", seen.values("Via"))).isEqualTo("1.0 earlier, 1.1 upkeep");
    }

    @Test
    void bytesBeyondAsciiPassUnchanged() throws Exception {
        String name = "Zo\u00c3\u00ab and \u00eb";
        assertThat(seen("GET / HTTP/1.1\r\n" + HOST + "X-Name: " + name + "\r\n\r\n")
                        .values("X-Name"))
                .containsExactly(name);
        assertThat(answered("Content-Disposition: attachment; filename=\"" + name + "\"\r\n")
                        .values("Content-Disposition"))
                .containsExactly("attachment; filename=\"" + name + "\"");
    }

    @Test
    void aLongCookiePasses() throws Exception {
        String cookie = "c=" + "x".repeat(8000);
        assertThat(seen("GET / HTTP/1.1\r\n" + HOST + "Cookie: " + cookie + "\r\n\r\n")
                        .values("Cookie"))
                .containsExactly(cookie);
        assertThat(answered("Set-Cookie: " + cookie + "\r\n").values("Set-Cookie"))
                .containsExactly(cookie);
    }

    @Test
    void fieldsThatAreTooLongAreRefused() throws Exception {
        RawBackend backend = backend(OK);
        Message answer = exchange("GET / HTTP/1.1\r\n" + HOST + "X-Long: " + "x".repeat(200_000) + "\r\n\r\n");
        assertThat(answer.status()).isBetween(400, 499);
        assertThat(backend.connections()).isZero();
    }

    @Test
    void fieldsOfAnAnswerPassWithTheirDuplicatesInOrder() throws Exception {
        Head answer = answered("Set-Cookie: a=1; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT\r\nset-cookie: b=2\r\n"
                + "Link: <a>\r\nLink: <b>\r\nX-Empty:\r\nETag: W/\"e\"\r\nVary: Origin\r\nVary: Cookie\r\n"
                + "WWW-Authenticate: Basic realm=\"r\"\r\nStrict-Transport-Security: max-age=1\r\n");
        assertThat(answer.values("Set-Cookie"))
                .containsExactly("a=1; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2");
        assertThat(answer.values("Link")).containsExactly("<a>", "<b>");
        assertThat(answer.values("X-Empty")).containsExactly("");
        assertThat(answer.values("ETag")).containsExactly("W/\"e\"");
        assertThat(answer.values("Vary")).containsExactly("Origin", "Cookie");
        assertThat(answer.values("WWW-Authenticate")).containsExactly("Basic realm=\"r\"");
        assertThat(answer.values("Strict-Transport-Security")).containsExactly("max-age=1");
    }

    @Test
    void serverAndDateOfTheBackendAreKept() throws Exception {
        Head answer = answered("Server: backend/7\r\nDate: Tue, 15 Nov 1994 08:12:31 GMT\r\n");
        assertThat(answer.values("Server")).containsExactly("backend/7");
        assertThat(answer.values("Date")).containsExactly("Tue, 15 Nov 1994 08:12:31 GMT");
    }

    @Test
    void nothingIsSaidForABackendThatSaysNothing() throws Exception {
        Head answer = answered("");
        assertThat(answer.has("Server")).isFalse();
        assertThat(answer.has("Content-Type")).isFalse();
        assertThat(answer.has("Set-Cookie")).isFalse();
        assertThat(answer.has("Cache-Control")).isFalse();
    }

    @Test
    void cookiesOfOneAnswerAreNotSentWithTheNextRequest() throws Exception {
        RawBackend backend = backend("HTTP/1.1 200 OK\r\nSet-Cookie: session=1\r\nContent-Length: 0\r\n\r\n");
        get("/");
        get("/");
        backend.request();
        assertThat(backend.request().head().has("Cookie")).isFalse();
    }

    @Test
    void anAnswerThatAsksForCredentialsReachesTheClient() throws Exception {
        backend("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"r\"\r\nContent-Length: 2\r\n\r\nno");
        Message answer = get("/");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).isEqualTo("no");
    }

    /** What the backend sees of a request. */
    private Head seen(String request) throws Exception {
        RawBackend backend = backend(OK);
        assertThat(exchange(request).status()).isEqualTo(200);
        return backend.request().head();
    }

    /** What the client sees of an answer with these fields. */
    private Head answered(String fields) throws Exception {
        backend("HTTP/1.1 200 OK\r\n" + fields + "Content-Length: 0\r\n\r\n");
        return get("/").head();
    }
}
