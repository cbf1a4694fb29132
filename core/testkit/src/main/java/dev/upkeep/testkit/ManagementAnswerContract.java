package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How answers arrive: as they are, whole, one after the other. */
abstract class ManagementAnswerContract extends ManagementTest {
    @Test
    void healthAnswersWithoutAToken() throws Exception {
        Message answer = exchange("GET /health HTTP/1.1\r\n" + LOCAL);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head().value("Content-Type")).contains("application/json");
        assertThat(answer.text())
                .startsWith("{\"status\":\"healthy\",\"timestamp\":\"")
                .contains("\"total\":6");
    }

    @Test
    void theListAnswersWithTheToken() throws Exception {
        Message answer = exchange("GET /api/processes HTTP/1.1\r\n" + LOCAL + BEARER);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).startsWith("{\"processes\":[{\"id\":\"api\",\"name\":\"api\",");
    }

    @Test
    void withoutTheTokenNothingElseAnswers() throws Exception {
        Message answer = exchange("GET /api/processes HTTP/1.1\r\n" + LOCAL);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.head().value("WWW-Authenticate")).contains("Bearer realm=\"upkeep\"");
        assertThat(answer.head().value("Content-Type")).contains("application/problem+json");
        assertThat(answer.text()).contains("\"code\":\"unauthorized\"");
    }

    @Test
    void headersAreSentAsTheyAreAndOnce() throws Exception {
        Head head = exchange("GET /health HTTP/1.1\r\n" + LOCAL).head();
        assertThat(head.values("Cache-Control")).containsExactly("no-store");
        assertThat(head.values("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(head.values("Content-Security-Policy"))
                .containsExactly("default-src 'none'; frame-ancestors 'none'");
        assertThat(head.values("Content-Length")).hasSize(1);
        assertThat(head.values("Upkeep-Request-Id")).hasSize(1);
    }

    @Test
    void aConnectionServesOneRequestAfterTheOther() throws Exception {
        Wire wire = connect();
        for (int i = 0; i < 3; i++) {
            wire.send("GET /api/processes HTTP/1.1\r\n" + LOCAL + "\r\n");
            assertThat(wire.readAnswer().status()).isEqualTo(401);
            wire.send("GET /api/processes HTTP/1.1\r\n" + LOCAL + BEARER + "\r\n");
            assertThat(wire.readAnswer().status()).isEqualTo(200);
        }
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() throws Exception {
        Wire wire = connect();
        wire.send("HEAD /api/processes/api HTTP/1.1\r\n" + LOCAL + BEARER + "\r\n");
        Head head = wire.readHead();
        wire.send("GET /api/processes/api HTTP/1.1\r\n" + LOCAL + BEARER + "\r\n");
        Message get = wire.readAnswer();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.contentLength()).isEqualTo(get.head().contentLength());
    }

    @Test
    void thePageIsThereWithItsPolicyAndIsNotSentTwice() throws Exception {
        Wire wire = connect();
        wire.send("GET /ui/ HTTP/1.1\r\n" + LOCAL + "\r\n");
        Message page = wire.readAnswer();
        assertThat(page.text()).startsWith("<!doctype html>");
        assertThat(page.head().values("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("trusted-types");
        assertThat(page.head().values("Cache-Control")).containsExactly("no-cache");

        String tag = page.head().value("ETag").orElseThrow();
        wire.send("GET /ui/ HTTP/1.1\r\n" + LOCAL + "If-None-Match: " + tag + "\r\n\r\n");
        assertThat(wire.readHead().status()).isEqualTo(304);
        wire.send("GET /?a HTTP/1.1\r\n" + LOCAL + "\r\n");
        assertThat(wire.readAnswer().status()).isEqualTo(400);
        wire.send("GET / HTTP/1.1\r\n" + LOCAL + "\r\n");
        assertThat(wire.readAnswer().head().value("Location")).contains("ui/");
    }

    @Test
    void theQueryArrives() throws Exception {
        Message good = exchange("GET /api/processes/api/logs?lines=5 HTTP/1.1\r\n" + LOCAL + BEARER);
        assertThat(good.status()).isEqualTo(200);
        assertThat(good.text()).startsWith("{\"processId\":\"api\",\"logs\":[");
        Message bad = exchange("GET /api/processes/api/logs?line=5 HTTP/1.1\r\n" + LOCAL + BEARER);
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.text()).contains("\"parameter\":\"line\"");
    }

    @Test
    void otherMethodsAreRefusedWithThoseAllowed() throws Exception {
        Message answer = exchange("DELETE /api/processes/api HTTP/1.1\r\n" + LOCAL + BEARER);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.head().value("Allow")).contains("GET, HEAD");
    }
}
