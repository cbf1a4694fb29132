package dev.upkeep.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "connection",
                "KEEP-ALIVE",
                "te",
                "Transfer-Encoding",
                "Upgrade",
                "Proxy-Connection",
                "Proxy-Authenticate",
                "Proxy-Authorization",
                "Proxy-Authentication-Info",
                "HTTP2-Settings"
            })
    void hopByHopFieldsPassInNoDirection(String name) {
        assertThat(Headers.isHopByHop(name)).isTrue();
        assertThat(Headers.passesUpstream(name, Set.of(), true)).isFalse();
        assertThat(Headers.passesDownstream(name, Set.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept", "Trailer", "Expect", "Via", "Cookie", "X", "", "Xforwarded-For", "X-Real-IP-2"})
    void endToEndFieldsPass(String name) {
        assertThat(Headers.passesUpstream(name, Set.of(), false)).isTrue();
        assertThat(Headers.passesDownstream(name, Set.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "X-Forwarded-For",
                "x-forwarded-host",
                "X-Forwarded-Prefix",
                "X_Forwarded_For",
                "X-Real-Ip"
            })
    void whatTheClientSaysOfEarlierHopsPassesOnlyIfItIsTrusted(String name) {
        assertThat(Headers.passesUpstream(name, Set.of(), false)).isFalse();
        assertThat(Headers.passesUpstream(name, Set.of(), true)).isTrue();
    }

    @Test
    void aBrowserAsksForHtmlAndAProgramDoesNot() {
        assertThat(Headers.asksForHtml("text/html,application/xhtml+xml,*/*;q=0.8"))
                .isTrue();
        assertThat(Headers.asksForHtml("Text/HTML")).isTrue();
        assertThat(Headers.asksForHtml("*/*")).isFalse();
        assertThat(Headers.asksForHtml(null)).isFalse();
    }

    @Test
    void eventStreamsAndGrpcMayFallSilent() {
        assertThat(Headers.mayFallSilent("text/event-stream")).isTrue();
        assertThat(Headers.mayFallSilent("Text/Event-Stream;charset=utf-8")).isTrue();
        assertThat(Headers.mayFallSilent("application/grpc+proto")).isTrue();
        assertThat(Headers.mayFallSilent("text/html")).isFalse();
        assertThat(Headers.mayFallSilent(null)).isFalse();
    }

    @Test
    void whetherTrailersAreTakenIsSaidInTe() {
        assertThat(Headers.takesTrailers(List.of("gzip;q=0.5, Trailers"))).isTrue();
        assertThat(Headers.takesTrailers(List.of("gzip", "trailers"))).isTrue();
        assertThat(Headers.takesTrailers(List.of("gzip"))).isFalse();
        assertThat(Headers.takesTrailers(List.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "host", "Proxy"})
    void hostIsSetByTheProxyAndProxyIsNoField(String name) {
        assertThat(Headers.passesUpstream(name, Set.of(), true)).isFalse();
    }

    @Test
    void fieldsNamedInConnectionDoNotPass() {
        Set<String> named = Headers.named(List.of("close, X-One", " x-two ,,", "Upgrade"));

        assertThat(named).containsExactlyInAnyOrder("X-One", "x-two");
        assertThat(Headers.passesUpstream("X-TWO", named, false)).isFalse();
        assertThat(Headers.passesDownstream("x-one", named)).isFalse();
        assertThat(Headers.passesDownstream("x-three", named)).isTrue();
    }

    @Test
    void hostAndBodyCannotBeDeclaredAway() {
        assertThat(Headers.named(List.of("host, content-length, Content-Type, keep-alive")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, 192.0.2.1, false, 192.0.2.1, http, 80, for=192.0.2.1;host=\"example.com\";proto=http",
        "example.com:8443, ::1, true, ::1, https, 8443, for=\"[::1]\";host=\"example.com:8443\";proto=https",
        "[::1], [fe80::1%eth0], true, fe80::1, https, 443, for=\"[fe80::1]\";host=\"[::1]\";proto=https",
        "[::1]:81, '', false, unknown, http, 81, for=unknown;host=\"[::1]:81\";proto=http",
    })
    void theUpstreamIsToldAboutTheClient(
            String authority,
            String address,
            boolean secure,
            String from,
            String scheme,
            String port,
            String forwarded) {
        List<String> added = new ArrayList<>();
        RequestHead head = new RequestHead("GET", secure, authority, "/", false);

        Headers.forwarded(head, address, "1.1", false, (name, value) -> added.add(name + ": " + value));

        assertThat(added)
                .containsExactly(
                        "X-Forwarded-For: " + from,
                        "X-Forwarded-Proto: " + scheme,
                        "X-Forwarded-Host: " + authority,
                        "X-Forwarded-Port: " + port,
                        "Forwarded: " + forwarded,
                        "Via: 1.1 upkeep");
    }

    @Test
    void whatATrustedProxySaysIsExtended() {
        List<String> added = new ArrayList<>();
        RequestHead head = new RequestHead("GET", false, "a", "/", false);

        Headers.forwarded(head, "10.0.0.1", "2", true, (name, value) -> added.add(name));

        assertThat(added).containsExactly("X-Forwarded-For", "Forwarded", "Via");
    }

    @Test
    void whatCameThroughAProxyOfOursIsKnownByItsVia() {
        assertThat(Headers.cameThroughProxy(List.of())).isFalse();
        assertThat(Headers.cameThroughProxy(List.of("1.1 upkeep"))).isTrue();
        assertThat(Headers.cameThroughProxy(List.of("1.0 fred, 2 Upkeep", "1.1 other")))
                .isTrue();
        assertThat(Headers.cameThroughProxy(List.of("1.1 notupkeep", "1.1 upkeep.example")))
                .isFalse();
    }
}
