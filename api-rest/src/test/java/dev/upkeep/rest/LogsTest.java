package dev.upkeep.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.log.LogLine;
import dev.upkeep.log.Stream;
import dev.upkeep.rest.Asked.Answered;
import dev.upkeep.rest.access.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process printed, over REST. */
class LogsTest {
    private final ScriptedUpkeep upkeep = new ScriptedUpkeep().with(Statuses.running("api"));
    private final ManagementApi api = ManagementApi.of(upkeep, Access.token(Asked.TOKEN));

    @Test
    void linesComeInTheirOrderWithStreamAndTime() {
        print(1, Stream.STDOUT, "hello", false);
        print(2, Stream.STDERR, "\u001b[31mboom\u001b[0m\u0000", true);

        assertThat(Asked.get("/api/processes/api/logs").of(api).text())
                .isEqualTo("{\"processId\":\"api\",\"logs\":["
                        + "{\"seq\":1,\"timestamp\":\"2024-01-01T12:00:00.000Z\",\"stream\":\"stdout\","
                        + "\"line\":\"hello\",\"truncated\":false},"
                        + "{\"seq\":2,\"timestamp\":\"2024-01-01T12:00:00.000Z\",\"stream\":\"stderr\","
                        + "\"line\":\"\\u001B[31mboom\\u001B[0m\\u0000\",\"truncated\":true}],"
                        + "\"firstSeq\":1,\"lastSeq\":2}");
    }

    @Test
    void noLinesAreNoError() {
        assertThat(Asked.get("/api/processes/api/logs").of(api).text())
                .isEqualTo("{\"processId\":\"api\",\"logs\":[],\"firstSeq\":null,\"lastSeq\":null}");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 100",
        "?, 100",
        "?lines=1, 1",
        "?lines=100, 100",
        "?lines=007, 7",
        "?lines=all, 300",
        "?lines=999999999, 300"
    })
    void asManyAsAskedForButTheNewest(String query, int expected) {
        for (int i = 1; i <= 300; i++) {
            print(i, Stream.STDOUT, "line " + i, false);
        }

        Answered answer = Asked.get("/api/processes/api/logs" + query).of(api);

        assertThat(answer.json().get("logs")).hasSize(expected);
        assertThat(answer.json().get("lastSeq").asInt()).isEqualTo(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "+1", "1e3", "ten", "", "10000000000", "1%00", "%EF%BC%91", "ALL"})
    void otherCountsAreRefused(String lines) {
        Answered answer = Asked.get("/api/processes/api/logs?lines=" + lines).of(api);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("parameter").asString()).isEqualTo("lines");
        assertThat(answer.json().get("allowed").asString()).contains("1 to 10000");
    }

    @Test
    void aLineThatEndsWithinACharacterIsStillJson() {
        print(1, Stream.STDOUT, "cut \ud83d", true);

        assertThat(Asked.get("/api/processes/api/logs")
                        .of(api)
                        .json()
                        .get("logs")
                        .get(0)
                        .get("line")
                        .asString())
                .isEqualTo("cut ?");
    }

    private void print(long seq, Stream stream, String text, boolean truncated) {
        upkeep.lines.add(new LogLine(seq, Statuses.NOON, stream, text, truncated));
    }
}
