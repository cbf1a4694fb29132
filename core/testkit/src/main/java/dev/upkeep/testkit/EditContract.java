package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.Cors;
import dev.upkeep.route.FieldEdits;
import dev.upkeep.route.Route;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A route changes the path and the header fields of what passes. */
abstract class EditContract extends ContractTest {
    @ParameterizedTest
    @CsvSource({
        "/app1, /",
        "/app1/, /",
        "/app1/x/y?q=/app1, /x/y?q=/app1",
        "/app1?q, /?q",
        "/%61pp1//x%2Fy, //x%2Fy",
        "//app1/x, /x"
    })
    void thePathOfTheRouteIsTakenAway(String asked, String sent) throws Exception {
        assertThat(seen(asked, route().rewrite("")).startLine()).isEqualTo("GET " + sent + " HTTP/1.1");
    }

    @Test
    void anotherPathTakesItsPlaceAndTheBackendIsToldOfTheOld() throws Exception {
        Head seen = seen("/app1/x?q", route().rewrite("/v2"));
        assertThat(seen.startLine()).isEqualTo("GET /v2/x?q HTTP/1.1");
        assertThat(seen.values("X-Forwarded-Prefix")).containsExactly("/app1");
    }

    @Test
    void whatAStrangerSaysOfAPathTakenAwayIsDropped() throws Exception {
        assertThat(seen("/app1/x", route()).has("X-Forwarded-Prefix")).isFalse();
    }

    @Test
    void fieldsOfARequestAreSetAndRemoved() throws Exception {
        FieldEdits edits = new FieldEdits(
                Map.of("X-Tenant", "blue", "Host", "inner.example", "x-forwarded-proto", "https"),
                Set.of("cookie", "Via"));
        Head seen = seen("/app1", route().requestEdits(edits));
        assertThat(seen.values("X-Tenant")).containsExactly("blue");
        assertThat(seen.values("Host")).containsExactly("inner.example");
        assertThat(seen.values("X-Forwarded-Proto")).containsExactly("https");
        assertThat(seen.has("Cookie")).isFalse();
        assertThat(seen.has("Via")).isFalse();
    }

    @Test
    void fieldsOfAnAnswerAreSetAndRemoved() throws Exception {
        FieldEdits edits = new FieldEdits(Map.of("X-Frame-Options", "DENY"), Set.of("x-powered-by"));
        Head answer = answered(
                "X-Powered-By: magic\r\nx-frame-options: ALLOW\r\nX-Frame-Options: TOO\r\n",
                route().answerEdits(edits));
        assertThat(answer.has("X-Powered-By")).isFalse();
        assertThat(answer.values("X-Frame-Options")).containsExactly("DENY");
    }

    @Test
    void browsersAreNotToldOfHttpsOverHttp() throws Exception {
        assertThat(answered("", route().hsts(Duration.ofDays(1))).has("Strict-Transport-Security"))
                .isFalse();
    }

    private static Route.Builder route() {
        return Route.builder(URI.create("http://localhost:1")).path("/app1");
    }

    /** What the backend sees of a request. */
    private Head seen(String target, Route.Builder route) throws Exception {
        RawBackend backend = backend(OK);
        router.forwardsTo(backend, route.build());
        String fields = HOST + "Cookie: a=1\r\nX-Tenant: red\r\nX-Tenant: green\r\nX-Forwarded-Prefix: /lie\r\n";
        assertThat(exchange("GET " + target + " HTTP/1.1\r\n" + fields + "\r\n").status())
                .isEqualTo(200);
        return backend.request().head();
    }

    /** What the client sees of an answer with these fields. */
    private Head answered(String fields, Route.Builder route) throws Exception {
        RawBackend backend = backend("HTTP/1.1 200 OK\r\n" + fields + "Content-Length: 0\r\n\r\n");
        router.forwardsTo(backend, route.build());
        return get("/app1").head();
    }

    @Test
    void aBrowserThatAsksForAPageOfAnotherOriginIsAnsweredByTheProxy() throws Exception {
        RawBackend backend = backend(OK);
        router.forwardsTo(backend, crossOrigin());
        Message answer = exchange("OPTIONS /x HTTP/1.1\r\n" + HOST
                + "Origin: https://page.example\r\nAccess-Control-Request-Method: PUT\r\n\r\n");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.head().values("Access-Control-Allow-Origin")).containsExactly("https://page.example");
        assertThat(answer.head().values("Access-Control-Allow-Methods")).containsExactly("PUT");
        assertThat(answer.head().values("Access-Control-Max-Age")).containsExactly("600");
        assertThat(answer.head().values("Vary")).containsExactly("Origin");
        assertThat(answer.head().has("Content-Length")).isFalse();
        assertThat(backend.unseenRequests()).isZero();
    }

    @Test
    void aPageOfAnotherOriginMayReadWhatTheRouteSaysAndNotWhatTheBackendSays() throws Exception {
        RawBackend backend = backend("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nVary: Accept-Encoding\r\n"
                + "Access-Control-Allow-Origin: *\r\nAccess-Control-Allow-Credentials: true\r\n\r\nok");
        router.forwardsTo(backend, crossOrigin());
        Message answer = exchange("GET /x HTTP/1.1\r\n" + HOST + "Origin: https://page.example\r\n\r\n");
        assertThat(answer.head().values("Access-Control-Allow-Origin")).containsExactly("https://page.example");
        assertThat(answer.head().has("Access-Control-Allow-Credentials")).isFalse();
        assertThat(String.join(", ", answer.head().values("Vary"))).isEqualTo("Accept-Encoding, Origin");
        assertThat(backend.request().head().values("Origin")).containsExactly("https://page.example");
        Message other = exchange("GET /x HTTP/1.1\r\n" + HOST + "Origin: https://evil.example\r\n\r\n");
        assertThat(other.text()).isEqualTo("ok");
        assertThat(other.head().has("Access-Control-Allow-Origin")).isFalse();
    }

    private static Route crossOrigin() {
        return route().cors(new Cors(
                        List.of("https://page.example"),
                        List.of("PUT"),
                        List.of(),
                        List.of(),
                        false,
                        Optional.of(Duration.ofMinutes(10))))
                .build();
    }
}
