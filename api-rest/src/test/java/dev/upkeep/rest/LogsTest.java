package dev.upkeep.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.log.LogLine;
import dev.upkeep.log.Stream;
import dev.upkeep.process.Moment;
import dev.upkeep.rest.Asked.Answered;
import dev.upkeep.rest.access.Access;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a process printed, over REST. */
class LogsTest {
    private final ScriptedUpkeep upkeep = new ScriptedUpkeep().with(Statuses.running("api"));
    private final ManagementApi api = ManagementApi.of(upkeep, Access.token(Asked.TOKEN));

    @Test
    void linesComeInTheirOrderWithStreamAndTime() {
        print(1, Stream.STDOUT, "hello", false);
        print(2, Stream.STDERR, "\u001b[31mboom\u001b[0m\u0000", true);

        assertThat(Asked.get("/api/processes/api/logs").of(api).text())
                .startsWith("{\"processId\":\"api\",\"logs\":["
                        + "{\"seq\":1,\"timestamp\":\"2024-01-01T12:00:01.000Z\",\"stream\":\"stdout\","
                        + "\"line\":\"hello\",\"truncated\":false},"
                        + "{\"seq\":2,\"timestamp\":\"2024-01-01T12:00:02.000Z\",\"stream\":\"stderr\","
                        + "\"line\":\"\\u001B[31mboom\\u001B[0m\\u0000\",\"truncated\":true}],"
                        + "\"firstSeq\":1,\"lastSeq\":2,\"oldestSeq\":1,\"truncated\":false,\"epoch\":\"");
    }

    @Test
    void noLinesAreNoError() {
        assertThat(Asked.get("/api/processes/api/logs").of(api).text())
                .startsWith("{\"processId\":\"api\",\"logs\":[],\"firstSeq\":null,\"lastSeq\":null,")
                .endsWith(",\"links\":{\"older\":null,\"newer\":null}}");
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

    @Test
    void cursorsLeadThroughAllLinesInBothDirections() {
        for (int i = 1; i <= 10; i++) {
            print(i, Stream.STDOUT, "line " + i, false);
        }
        JsonNode last = Asked.get("/api/processes/api/logs?lines=4").of(api).json();
        assertThat(numbers(last)).containsExactly("7", "8", "9", "10");
        JsonNode older = Asked.get("/api/processes/api/logs" + link(last, "older"))
                .of(api)
                .json();
        assertThat(numbers(older)).containsExactly("3", "4", "5", "6");
        JsonNode oldest = Asked.get("/api/processes/api/logs" + link(older, "older"))
                .of(api)
                .json();
        assertThat(numbers(oldest)).containsExactly("1", "2");
        assertThat(oldest.get("links").get("older").isNull()).isTrue();

        JsonNode newer = Asked.get("/api/processes/api/logs" + link(oldest, "newer"))
                .of(api)
                .json();
        assertThat(numbers(newer)).containsExactly("3", "4", "5", "6");
        print(11, Stream.STDOUT, "line 11", false);
        assertThat(numbers(Asked.get("/api/processes/api/logs" + link(last, "newer"))
                        .of(api)
                        .json()))
                .containsExactly("11");
    }

    @ParameterizedTest
    @CsvSource({
        "stream=stderr, '2,4'",
        "stream=stdout, '1,3'",
        "stream=upkeep, ''",
        "contains=BOOM, '2,3'",
        "contains=%E2%82%AC, '4'",
        "since=2024-01-01T12:00:02Z, '2,3,4'",
        "since=2024-01-01T13:00:02%2B01:00, '2,3,4'",
        "until=2024-01-01T12:00:02Z, '1'",
        "since=59s, '2,3,4'",
        "since=1m&until=58s, '1,2'",
        "since=2d, '1,2,3,4'",
        "after=2, '3,4'",
        "before=3, '1,2'",
        "after=1&before=4, '2,3'",
        "after=0&lines=1, '1'",
        "before=4&lines=1, '3'",
        "stream=stderr&contains=boom&lines=all, '2'"
    })
    void filtersAndCursorsGoTogether(String query, String expected) {
        ManagementApi later = ManagementApi.builder(upkeep, Access.token(Asked.TOKEN))
                .time(() -> new Moment(0, Statuses.NOON.plusSeconds(61)), new VirtualTime())
                .build();
        print(1, Stream.STDOUT, "hello", false);
        print(2, Stream.STDERR, "boom", false);
        print(3, Stream.STDOUT, "Boom again", false);
        print(4, Stream.STDERR, "costs 3 \u20ac", false);

        assertThat(String.join(
                        ",",
                        numbers(Asked.get("/api/processes/api/logs?" + query)
                                .of(later)
                                .json())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stream=both",
                "since=yesterday",
                "since=10",
                "until=-1m",
                "after=-1",
                "after=x",
                "before=otherrun.3",
                "after=.3",
                "follow=yes"
            })
    void otherFiltersAreRefused(String query) {
        Answered answer = Asked.get("/api/processes/api/logs?" + query).of(api);

        assertThat(answer.code()).isEqualTo("bad-parameter");
        assertThat(answer.json().get("parameter").asString()).isEqualTo(query.split("=")[0]);
    }

    @Test
    void anAnswerIsNoLargerThanAMegabyte() {
        for (int i = 1; i <= 300; i++) {
            print(i, Stream.STDOUT, "x".repeat(16_000), false);
        }

        JsonNode last = Asked.get("/api/processes/api/logs?lines=all").of(api).json();
        assertThat(last.get("truncated").asBoolean()).isTrue();
        assertThat(last.get("lastSeq").asInt()).isEqualTo(300);
        assertThat(last.get("logs")).hasSize(65);
        JsonNode first =
                Asked.get("/api/processes/api/logs?lines=all&after=0").of(api).json();
        assertThat(first.get("firstSeq").asInt()).isEqualTo(1);
        assertThat(first.get("logs")).hasSize(65);
    }

    @Test
    void aTerminalGetsLinesThatDoItNoHarm() {
        print(1, Stream.STDOUT, "hello", false);
        print(2, Stream.STDERR, "\u001b]0;evil\u0007", false);

        Answered answer = Asked.get("/api/processes/api/logs")
                .header("accept", "text/plain")
                .of(api);

        assertThat(answer.headers().get("Content-Type")).isEqualTo("text/plain;charset=utf-8");
        assertThat(answer.text())
                .startsWith("hello\n")
                .doesNotContain("\u001b", "\u0007")
                .hasLineCount(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/x-ndjson", "text/html, Application/X-NDJSON;q=0.5", "x/y,application/x-ndjson,*/*"})
    void programsGetAnObjectForEachLine(String accept) {
        print(1, Stream.STDOUT, "one", false);
        print(2, Stream.STDERR, "two", false);

        Answered answer =
                Asked.get("/api/processes/api/logs").header("accept", accept).of(api);

        assertThat(answer.headers().get("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(answer.text().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("{\"processId\":\"api\",\"seq\":1,")
                .contains("\"line\":\"one\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/html", "application/json, text/plain", "", ",;"})
    void everybodyElseGetsOneDocument(String accept) {
        assertThat(Asked.get("/api/processes/api/logs")
                        .header("accept", accept)
                        .of(api)
                        .headers())
                .containsEntry("Content-Type", "application/json");
    }

    private static String link(JsonNode body, String name) {
        return body.get("links").get(name).asString();
    }

    private static List<String> numbers(JsonNode body) {
        return body.get("logs").findValuesAsString("seq");
    }

    /** The time is a second later for each line. */
    private void print(long seq, Stream stream, String text, boolean truncated) {
        upkeep.lines.add(new LogLine(seq, Statuses.NOON.plusSeconds(seq), stream, text, truncated));
    }
}
