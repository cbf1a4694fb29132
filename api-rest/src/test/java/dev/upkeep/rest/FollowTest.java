package dev.upkeep.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.log.LogLine;
import dev.upkeep.log.Stream;
import dev.upkeep.process.State;
import dev.upkeep.rest.Listening.Frame;
import dev.upkeep.rest.access.Access;
import dev.upkeep.rest.access.Permission;
import dev.upkeep.rest.access.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What processes print, as it comes. */
class FollowTest {
    private static final Duration SOON = Duration.ofMillis(200);

    private final VirtualTime time = new VirtualTime();
    private final ScriptedUpkeep upkeep = new ScriptedUpkeep().with(Statuses.running("api"));
    private final ManagementApi api = ManagementApi.builder(upkeep, Access.token(Asked.TOKEN))
            .time(time, time)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/processes/api/logs?follow=true",
                "/api/logs?process=api&follow=true",
                "/api/logs?follow=true"
            })
    void firstComeTheLastLinesThenWhatIsPrinted(String target) {
        print(1, "old");
        Listening listening = Asked.get(target).streamOf(api);
        assertThat(lines(listening.read())).containsExactly("old");

        print(2, "new");
        print(3, "newer");
        time.pass(SOON);

        List<Frame> frames = listening.read();
        assertThat(frames).extracting(Frame::type).containsExactly("log");
        assertThat(lines(frames)).containsExactly("new", "newer");
        assertThat(frames.get(0).json().get("processId").asString()).isEqualTo("api");
        assertThat(listening.headers()).containsEntry("Content-Type", "text/event-stream");
    }

    @Test
    void whoAcceptsOnlyAStreamGetsOne() {
        assertThat(Asked.get("/api/processes/api/logs")
                        .header("accept", "text/event-stream")
                        .streamOf(api)
                        .read())
                .hasSize(1);
    }

    @Test
    void filtersHoldForWhatIsStillToComeToo() {
        Listening listening = follow("&contains=err&lines=2");
        for (int i = 1; i <= 3; i++) {
            print(i, i == 2 ? "an error" : "all is well");
        }
        time.pass(SOON);
        assertThat(lines(listening.read())).containsExactly("an error");
        print(4, "all is well");
        time.pass(SOON);
        assertThat(listening.read()).isEmpty();
    }

    @Test
    void aRestartIsALineBetweenThoseBeforeAndThoseAfter() {
        Listening listening = follow("");
        listening.read();
        Instant launch = Statuses.NOON.plusSeconds(10);
        upkeep.lines.add(line(1, "bye", launch.minusMillis(1)));
        upkeep.lines.add(line(2, "hi again", launch.plusMillis(1)));
        upkeep.becomes(Statuses.in("api", State.RUNNING, true, true, launch));
        time.pass(SOON);

        List<Frame> frames = listening.read();
        JsonNode entries = frames.get(0).json().get("logs");
        assertThat(entries).hasSize(3);
        assertThat(entries.get(0).get("line").asString()).isEqualTo("bye");
        assertThat(entries.get(1).get("event").asString()).isEqualTo("restarted");
        assertThat(entries.get(1).get("pid").asLong()).isEqualTo(4711);
        assertThat(entries.get(2).get("line").asString()).isEqualTo("hi again");
        time.pass(SOON);
        assertThat(listening.read()).isEmpty();
    }

    @Test
    void aRestartIsToldAlsoIfNothingIsPrinted() {
        Listening listening = follow("");
        listening.read();
        upkeep.becomes(Statuses.in("api", State.RUNNING, true, true, Statuses.NOON.plusSeconds(10)));
        time.pass(SOON);

        assertThat(listening.read().get(0).json().get("logs").findValuesAsString("event"))
                .containsExactly("restarted");
    }

    @Test
    void whoComesBackMissesNothingAndSeesNothingTwice() {
        print(1, "one");
        Listening first = follow("");
        List<Frame> seen = first.read();
        first.close();
        print(2, "two");

        Listening second = Asked.get("/api/processes/api/logs?follow=true")
                .header("last-event-id", seen.get(seen.size() - 1).id())
                .streamOf(api);

        assertThat(lines(second.read())).containsExactly("two");
    }

    @Test
    void aPositionInTheLinesOfAnotherProcessIsNotMistaken() {
        upkeep.with(Statuses.running("mail"));
        print(1, "one");
        Listening first = Asked.get("/api/processes/mail/logs?follow=true").streamOf(api);
        List<Frame> seen = first.read();
        first.close();

        Listening second = Asked.get("/api/processes/api/logs?follow=true")
                .header("last-event-id", seen.get(seen.size() - 1).id())
                .streamOf(api);

        assertThat(lines(second.read())).containsExactly("one");
    }

    @Test
    void whatTheRingHasLostIsCounted() {
        print(1, "one");
        Listening listening = follow("");
        listening.read();
        upkeep.lines.clear();
        print(9, "nine");
        time.pass(SOON);

        List<Frame> frames = listening.read();
        assertThat(frames).extracting(Frame::type).containsExactly("gap", "log");
        assertThat(frames.get(0).text()).isEqualTo("{\"processId\":\"api\",\"dropped\":7,\"fromSeq\":2,\"toSeq\":8}");
    }

    @Test
    void aProcessThatCameAnewUnderItsIdCountsFromOne() {
        print(700, "of the first");
        Listening listening = follow("");
        listening.read();
        upkeep.lines.clear();
        print(1, "of the second");
        time.pass(SOON);

        assertThat(lines(listening.read())).containsExactly("of the second");
    }

    @Test
    void manyLinesComeInPiecesAndAllOfThem() {
        Listening listening = follow("");
        listening.read();
        for (int i = 1; i <= 999; i++) {
            print(i, "line " + i);
        }
        time.pass(SOON);

        List<Frame> frames = listening.read();
        assertThat(frames).hasSize(5);
        assertThat(lines(frames)).hasSize(999).startsWith("line 1", "line 2").endsWith("line 999");
    }

    @Test
    void silenceIsBrokenByAHeartbeat() {
        Listening listening = follow("");
        listening.read();
        time.pass(Duration.ofSeconds(15));
        assertThat(listening.read()).extracting(Frame::text).containsExactly(": hb");
    }

    @Test
    void oneStreamTellsWhatHappensAndWhatIsPrinted() {
        print(1, "old");
        Listening listening = Asked.get("/api/events?logs=api").streamOf(api);
        assertThat(listening.types()).containsExactly("", "snapshot", "log");
        print(2, "new");
        upkeep.becomes(Statuses.stopped("api"));
        time.pass(SOON);

        assertThat(listening.types()).containsExactlyInAnyOrder("log", "process");
    }

    @Test
    void whatProcessesPrintIsOnlyForThoseWhoMayReadIt() {
        ManagementApi forViewers =
                ManagementApi.of(upkeep, request -> Optional.of(new Principal("viewer", Set.of(Permission.READ))));

        Asked.Answered answer = Asked.get("/api/events?logs=api").of(forViewers);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("permission").asString()).isEqualTo("logs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/events?logs=apy",
                "/api/logs?process=apy",
                "/api/logs?process=api,apy&follow=true",
                "/api/processes/apy/logs?follow=true"
            })
    void unknownProcessesAreNotFound(String target) {
        assertThat(Asked.get(target).of(api).code()).isEqualTo("process-not-found");
    }

    @Test
    void linesOfSeveralComeInTheOrderOfTime() {
        upkeep.with(Statuses.running("mail"));
        print(1, "one");
        print(2, "two");

        JsonNode body = Asked.get("/api/logs?process=mail,api&lines=3").of(api).json();

        assertThat(body.get("logs").findValuesAsString("processId")).containsExactly("api", "mail", "api");
        assertThat(body.get("logs").findValuesAsString("line")).containsExactly("one", "two", "two");
        assertThat(Asked.get("/api/logs").header("accept", "text/plain").of(api).text())
                .isEqualTo("[api] one\n[mail] one\n[api] two\n[mail] two\n");
    }

    private Listening follow(String query) {
        return Asked.get("/api/processes/api/logs?follow=true" + query).streamOf(api);
    }

    private static List<String> lines(List<Frame> frames) {
        List<String> lines = new ArrayList<>();
        frames.stream()
                .filter(f -> f.type().equals("log"))
                .forEach(f -> lines.addAll(f.json().get("logs").findValuesAsString("line")));
        return lines;
    }

    private void print(long seq, String text) {
        upkeep.lines.add(line(seq, text, Statuses.NOON.plusSeconds(seq)));
    }

    private static LogLine line(long seq, String text, Instant at) {
        return new LogLine(seq, at, Stream.STDOUT, text, false);
    }
}
