package dev.upkeep.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.RequestRules.Checked;
import dev.upkeep.route.RequestRules.Checked.Accepted;
import dev.upkeep.route.RequestRules.Checked.Rejected;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "x",
                "?q",
                "http://example.com/",
                "/a/../b",
                "/..",
                "/.",
                "/./a",
                "/a/%2e%2E/b",
                "/a/.%2e",
                "/a/..;/b",
                "/a/..;x=1",
                "/a/..%3Bx/b",
                "/a/..%2fb",
                "/a%2F..%2Fb",
                "/a;x%2f..%2fb",
                "/;x%2fb/a",
                "/a%2Fb;x",
                "/a\\b",
                "/a%5cb",
                "/a%5C..%5Cb",
                "/a%00",
                "/a b",
                "/a\tb",
                "/a\r\nX: y",
                "/\u007f",
                "/é",
                "/a#b",
                "/%",
                "/%4",
                "/%zz",
                "/%\uff11\uff11",
                "/a?q=%",
                "/a?q=é",
                "/a?q=\0",
            })
    void targetsThatAnUpstreamMightReadDifferentlyAreRejected(String target) {
        assertThat(check("GET", "example.com", target)).isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/, /, /",
        "/a/b/, /a/b/, /a/b/",
        "/a?x=/../y, /a, /a",
        "/a?q={|}^`\\\"<>[], /a, /a",
        "//a///b, /a/b, /a/b",
        "/%7Ea/%41%2d, /~a/A-, /~a/A-",
        "/%3F%23%20, /?#%20, /?#%20",
        "/caf%c3%a9, /caf%C3%A9, /caf%C3%A9",
        "/@s%2fp, /@s%2Fp, /@s/p",
        "/a;v=1/b, /a;v=1/b, /a/b",
        "/100%25/..., /100%25/..., /100%25/...",
        "/%252e%252e/a, /%252e%252e/a, /%252e%252e/a",
        "/.well-known/x, /.well-known/x, /.well-known/x",
        "/a/..b/.c/d., /a/..b/.c/d., /a/..b/.c/d.",
    })
    void ordinaryTargetsAreReadInTwoWays(String target, String path, String loose) {
        assertThat(check("GET", "example.com", target)).isEqualTo(new Accepted("example.com", path, loose));
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com",
        "EXAMPLE.com:8080, example.com",
        "example.com.:80, example.com",
        "my_service, my_service",
        "127.0.0.1:1, 127.0.0.1",
        "[::1], [::1]",
        "[2001:DB8::A]:443, [2001:db8::a]",
        "[::ffff:127.0.0.1]:443, [::ffff:127.0.0.1]",
    })
    void hostsAreComparedWithoutCaseAndPort(String authority, String host) {
        assertThat(check("GET", authority, "/")).isEqualTo(new Accepted(host, "/", "/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a..",
                ":80",
                "example.com:",
                "a:b",
                "a:123456",
                "a:80:80",
                "user@a",
                "a/b",
                "a b",
                "a,b",
                "é",
                "a\"",
                "::1",
                "[::1",
                "[]",
                "[1]",
                "[::1]x",
                "[fe80::1%25eth0]",
                "[::\uff11]",
                "a:\uff11",
            })
    void authoritiesThatAreNoneAreRejected(String authority) {
        assertThat(check("GET", authority, "/")).isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "TRACE", "trace", ""})
    void tunnelsAndTracesAreRejected(String method) {
        assertThat(check(method, "example.com", "/")).isInstanceOf(Rejected.class);
    }

    private static Checked check(String method, String authority, String target) {
        return RequestRules.check(new RequestHead(method, false, authority, target, false));
    }
}
