package dev.upkeep.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.internal.probe.HttpAnswer.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In the tables, {@code |} stands for a line end. */
class HttpAnswerTest {
    @ParameterizedTest
    @CsvSource({
        "'', HEAD, 0",
        "HT, HEAD, 0",
        "HTTP/1.1 200 OK|Content-Le, HEAD, 0",
        "HTTP/1.1 200 OK|Content-Length: 0||, ALL, 200",
        "HTTP/1.0 200||, UNTIL_CLOSE, 200",
        "HTTP/1.1 200 OK|content-length:5||abcd, BODY, 200",
        "HTTP/1.1 200 OK|content-length:5||abcde, ALL, 200",
        "HTTP/1.1 200 OK|Content-Length: 2|||, ALL, 200",
        "HTTP/1.1 204 No Content||, ALL, 204",
        "HTTP/1.1 304||, ALL, 304",
        "HTTP/1.1 100 Continue||, HEAD, 0",
        "HTTP/1.1 103 Early Hints|Link: x||HTTP/1.1 503 Busy|Content-Length: 0||, ALL, 503",
        "HTTP/1.1 101 Switching||, ALL, 101",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||, BODY, 200",
        "HTTP/1.1 200 OK|Transfer-Encoding: gzip, BODY, 200",
        "HTTP/1.1 two hundred||, NOT_HTTP, 0"
    })
    void progressIsKnownAtEveryPoint(String text, String progress, int status) {
        String more = text.contains("gzip") ? text + ", chunked||5|" : text;

        assertThat(HttpAnswer.of(more.replace("|", "\r\n")))
                .isEqualTo(new HttpAnswer(Progress.valueOf(progress), status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0||", "3|abc|0||", "3|abc|0;last|Trailer: x||", "000||"})
    void theLastChunkEndsTheBody(String body) {
        assertThat(chunked(body).progress()).isEqualTo(Progress.ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3|abc|", "0|", "3|abc|0|Trailer: x|", "10|abc0||"})
    void anyOtherDoesNot(String body) {
        assertThat(chunked(body).progress()).isEqualTo(Progress.BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH", "HTTP/2 200", "http/1.1 200", "\u0015\u0003\u0003"})
    void whatBeginsOtherwiseIsNotHttp(String text) {
        assertThat(HttpAnswer.of(text).progress()).isEqualTo(Progress.NOT_HTTP);
    }

    @Test
    void plainLineFeedsWillDo() {
        assertThat(HttpAnswer.of("HTTP/1.1 200 OK\nContent-Length: 1\n\nx"))
                .isEqualTo(new HttpAnswer(Progress.ALL, 200));
    }

    private static HttpAnswer chunked(String body) {
        return HttpAnswer.of(("HTTP/1.1 200 OK|Transfer-Encoding: chunked||" + body).replace("|", "\r\n"));
    }
}
