package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not get through, byte for byte as an attacker would send it. */
abstract class ManagementGuardContract extends ManagementTest {
    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example:80", "127.0.0.2", "localhost."})
    void otherHostsAreNotServed(String host) throws Exception {
        Message answer = exchange("GET /health HTTP/1.1\r\nHost: " + host + "\r\n");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("\"code\":\"host-not-allowed\"");
    }

    @Test
    void whatComesThroughAProxyOfUpkeepIsNotServed() throws Exception {
        Message answer = exchange("GET /api/processes HTTP/1.1\r\n" + LOCAL + BEARER + "Via: 1.1 upkeep\r\n");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("\"code\":\"host-not-allowed\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "evil.example"})
    void twoHostsAreNotServed(String second) throws Exception {
        Message answer = exchange("GET /health HTTP/1.1\r\n" + LOCAL + "Host: " + second + "\r\n");
        assertThat(answer.status()).isIn(400, 403);
    }

    @Test
    void aHostWithinTheTargetDoesNotCountInsteadOfTheHeader() throws Exception {
        Message answer = exchange("GET http://evil.example/health HTTP/1.1\r\n" + LOCAL);
        assertThat(answer.status()).isIn(400, 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site"})
    void otherSitesAreNotServed(String field) throws Exception {
        Message answer = exchange("POST /api/processes/api/stop HTTP/1.1\r\n" + LOCAL + BEARER + field + "\r\n");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("\"code\":\"origin-not-allowed\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/processes/..%2f..%2fetc/passwd",
                "/api/processes/%61pi",
                "/api/processes/api%00",
                "//api/processes",
                "/api//processes",
                "/api/processes;x",
                "/api/processes/api;x/logs",
                "/api/../api/processes",
                "/api/./processes",
                "/api\\processes"
            })
    void pathsThatCanBeReadInTwoWaysAreRefused(String target) throws Exception {
        assertThat(exchange("GET " + target + " HTTP/1.1\r\n" + LOCAL + BEARER).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 2\r\n\r\n{}", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"})
    void aBodyIsRefused(String body) throws Exception {
        Wire wire = connect();
        wire.send("POST /api/processes/api/start HTTP/1.1\r\n" + LOCAL + BEARER + body);
        assertThat(wire.readAnswer().status()).isEqualTo(413);
        assertThat(upkeep().processes().get(0).pid()).isEmpty();
    }

    @Test
    void anEmptyBodyIsNone() throws Exception {
        Message answer =
                exchange("POST /api/processes/api/stop HTTP/1.1\r\n" + LOCAL + BEARER + "Content-Length: 0\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("\"changed\":false");
    }
}
