package dev.upkeep.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.ReloadResult;
import dev.upkeep.UpkeepEvent;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.rest.Listening.Frame;
import dev.upkeep.rest.access.Access;
import dev.upkeep.rest.access.Permission;
import dev.upkeep.rest.access.Principal;
import dev.upkeep.route.TrafficReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What happens, as those who listen are told. */
class EventsTest {
    private static final int KEPT = 1024;

    private final VirtualTime time = new VirtualTime();
    private final ScriptedUpkeep upkeep = new ScriptedUpkeep().with(Statuses.stopped("api"), Statuses.stopped("mail"));
    private final ManagementApi api = ManagementApi.builder(upkeep, Access.token(Asked.TOKEN))
            .time(time, time)
            .build();

    @Test
    void firstComesHowAllIsThenWhatChanges() {
        Listening listening = listen("");
        List<Frame> first = listening.read();
        assertThat(first).extracting(Frame::type).containsExactly("", "snapshot");
        assertThat(first.get(0).text()).isEqualTo("retry: 2000");
        assertThat(ids(first.get(1))).containsExactly("api", "mail");

        upkeep.becomes(Statuses.in("api", State.STARTING, true, false, Statuses.NOON));
        upkeep.becomes(Statuses.running("api"));
        time.pass();

        List<Frame> then = listening.read();
        assertThat(then).extracting(Frame::type).containsExactly("process", "process");
        assertThat(then).extracting(f -> f.json().get("state").asString()).containsExactly("starting", "running");
        assertThat(listening.headers())
                .containsEntry("Content-Type", "text/event-stream")
                .containsEntry("X-Accel-Buffering", "no")
                .containsEntry("Cache-Control", "no-store")
                .doesNotContainKey("Content-Length");
    }

    @Test
    void anEventIsLikeTheResourceItself() {
        Listening listening = listen("");
        listening.read();
        upkeep.becomes(Statuses.running("api"));
        time.pass();

        assertThat(listening.read().get(0).json())
                .isEqualTo(Asked.get("/api/processes/api").of(api).json());
    }

    @Test
    void processesThatGoOrChangeTheirIdAreTold() {
        Listening listening = listen("");
        listening.read();
        upkeep.tell(new UpkeepEvent.Removed(new ProcessId("mail")));
        upkeep.tell(new UpkeepEvent.Renamed(new ProcessId("api"), Statuses.running("web")));
        time.pass();

        List<Frame> frames = listening.read();
        assertThat(frames).extracting(Frame::type).containsExactly("process-removed", "process-removed", "process");
        assertThat(frames).extracting(f -> f.json().get("id").asString()).containsExactly("mail", "api", "web");
    }

    @Test
    void aReloadAndTheEndAreTold() {
        Listening listening = listen("");
        listening.read();
        upkeep.tell(new UpkeepEvent.Reloaded(new ReloadResult.Invalid(List.of())));
        upkeep.stopping = true;
        upkeep.becomes(Statuses.stopped("api"));
        time.pass();

        List<Frame> frames = listening.read();
        assertThat(frames).extracting(Frame::type).containsExactly("config", "shutdown", "process");
        assertThat(frames.get(0).json().get("success").asBoolean()).isFalse();
    }

    @Test
    void theEndIsToldAlsoIfNothingElseHappens() {
        Listening listening = listen("");
        listening.read();
        upkeep.stopping = true;
        time.pass(Duration.ofSeconds(15));

        assertThat(listening.types()).containsExactly("shutdown");
    }

    @Test
    void silenceIsBrokenByAHeartbeat() {
        Listening listening = listen("");
        listening.read();
        time.pass(Duration.ofMillis(14_999));
        assertThat(listening.read()).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(listening.read()).extracting(Frame::text).containsExactly(": hb");
        time.pass(Duration.ofSeconds(10));
        upkeep.becomes(Statuses.running("api"));
        time.pass();
        assertThat(listening.types()).containsExactly("process");
        time.pass(Duration.ofSeconds(14));
        assertThat(listening.read()).isEmpty();
        time.pass(Duration.ofSeconds(1));
        assertThat(listening.read()).extracting(Frame::text).containsExactly(": hb");
    }

    @Test
    void whoComesBackIsToldWhatWasMissedAndNothingTwice() {
        Listening first = listen("");
        first.read();
        upkeep.becomes(Statuses.running("api"));
        time.pass();
        String id = first.read().get(0).id();
        first.close();
        upkeep.becomes(Statuses.running("mail"));
        upkeep.becomes(Statuses.stopped("mail"));

        List<Frame> missed = resume(id).read();

        assertThat(missed).extracting(Frame::type).containsExactly("", "process", "process");
        assertThat(missed.get(2).json().get("state").asString()).isEqualTo("stopped");
    }

    @Test
    void whoMissedNothingIsToldNothing() {
        String id = listen("").read().get(1).id();

        assertThat(resume(id).types()).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "1", "otherrun.0", "zzzzzz.7", "a.b.c", "-1.0", "epoch.99999999999999999999", "a.1,b"})
    void anIdOfAnotherRunBeginsAnew(String id) {
        assertThat(resume(id).types()).containsExactly("reset", "", "snapshot");
    }

    @Test
    void anIdThatIsStillToComeBeginsAnew() {
        String id = listen("").read().get(1).id();

        assertThat(resume(id + "9").types()).containsExactly("reset", "", "snapshot");
    }

    @Test
    void whoWasAwayTooLongBeginsAnew() {
        Listening first = listen("");
        String id = first.read().get(1).id();
        first.close();
        for (int i = 0; i < KEPT; i++) {
            upkeep.becomes(Statuses.running("api"));
        }
        assertThat(resume(id).types()).startsWith("", "process").hasSize(KEPT + 1);
        upkeep.becomes(Statuses.running("api"));

        assertThat(resume(id).types()).containsExactly("reset", "", "snapshot");
    }

    @Test
    void whoReadsTooSlowlyIsToldHowMuchWasLostAndHowAllIs() {
        Listening listening = listen("");
        listening.read();
        for (int i = 0; i < KEPT + 10; i++) {
            upkeep.becomes(Statuses.running("api"));
        }
        time.pass();

        List<Frame> frames = listening.read();
        assertThat(frames).extracting(Frame::type).containsExactly("gap", "snapshot");
        assertThat(frames.get(0).text()).isEqualTo("{\"dropped\":10,\"fromSeq\":1,\"toSeq\":10}");
        upkeep.becomes(Statuses.stopped("api"));
        time.pass();
        assertThat(listening.types()).containsExactly("process");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'process,process,process-removed,config'",
        "?process=api, 'process,config'",
        "'?process=api,mail', 'process,process,process-removed,config'",
        "?types=config, config",
        "'?types=config,process&process=mail', 'process,process-removed,config'",
    })
    void onlyWhatWasAskedForIsTold(String query, String types) {
        Listening listening = listen(query);
        listening.read();
        upkeep.becomes(Statuses.running("api"));
        upkeep.becomes(Statuses.running("mail"));
        upkeep.tell(new UpkeepEvent.Removed(new ProcessId("mail")));
        upkeep.tell(new UpkeepEvent.Reloaded(new ReloadResult.Impossible("made in code")));
        time.pass();

        assertThat(String.join(",", listening.types())).isEqualTo(types);
    }

    @Test
    void theSnapshotShowsOnlyWhatWasAskedFor() {
        assertThat(ids(listen("?process=mail").read().get(1))).containsExactly("mail");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?types=", "?types=all", "?types=process,", "?process=", "?process=a,,b", "?process=-x", "?x=1"})
    void otherParametersAreRefused(String query) {
        assertThat(Asked.get("/api/events" + query).of(api).code()).isEqualTo("bad-parameter");
    }

    @Test
    void whatProcessesUseIsToldEveryTwoSecondsToThoseWhoAsk() {
        Listening listening = listen("?types=resources");
        listening.read();
        time.pass(Duration.ofMillis(1999));
        assertThat(listening.read()).isEmpty();
        time.pass(Duration.ofMillis(1));
        List<Frame> frames = listening.read();
        assertThat(frames).extracting(Frame::type).containsExactly("resources");
        assertThat(ids(frames.get(0))).containsExactly("api", "mail");
        time.pass(Duration.ofSeconds(20));
        assertThat(listening.types())
                .as("the one it waited for, and one of now")
                .hasSize(2);
    }

    @Test
    void whatWentToEachProcessOverAllItsRoutesIsToldWithIt() {
        ProcessId web = new ProcessId("api");
        upkeep.traffic = new TrafficReport(
                List.of(
                        new TrafficReport.OfRoute(
                                Optional.empty(), "/", Optional.of(web), ScriptedUpkeep.requests(7, 1)),
                        new TrafficReport.OfRoute(
                                Optional.of("example.com"), "/", Optional.of(web), ScriptedUpkeep.requests(30, 2)),
                        new TrafficReport.OfRoute(
                                Optional.empty(), "/x", Optional.empty(), ScriptedUpkeep.requests(100, 0))),
                ScriptedUpkeep.requests(0, 0),
                Map.of(web, new TrafficReport.OfProcess(3, 4, Map.of())));
        Listening listening = listen("?types=resources");
        listening.read();
        time.pass(Duration.ofSeconds(2));

        JsonNode told = listening.read().get(0).json().get("processes");

        assertThat(told.get(0).get("traffic").toString())
                .isEqualTo("{\"requests\":40,\"failed\":3,\"inFlight\":3,\"held\":4}");
        assertThat(told.get(1).get("traffic").isNull()).isTrue();
    }

    @Test
    void aListenerSeesOnlyTheActionsThatItMayTake() {
        Principal viewer = new Principal("viewer", Set.of(Permission.READ));
        ManagementApi forViewers = ManagementApi.builder(upkeep, request -> Optional.of(viewer))
                .time(time, time)
                .build();
        Listening listening = Asked.get("/api/events").streamOf(forViewers);

        assertThat(listening.read().get(1).text()).contains("\"actions\":[]").doesNotContain("\"start\"");
    }

    @Test
    void oneCallerHasEightStreamsAndGetsPlacesBack() {
        List<Listening> open = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            open.add(listen(""));
        }
        Asked.Answered refused = Asked.get("/api/events").of(api);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("rate-limited");
        assertThat(refused.headers()).containsKey("Retry-After");

        open.get(3).close();
        open.get(3).close();
        listen("");

        assertThat(Asked.get("/api/events").of(api).status()).isEqualTo(429);
    }

    @Test
    void allCallersTogetherHaveSixtyFour() {
        ManagementApi many = ManagementApi.builder(
                        upkeep,
                        request -> Optional.of(
                                Principal.admin(request.header("x-name").get(0))))
                .time(time, time)
                .build();
        for (int i = 0; i < 64; i++) {
            Asked.get("/api/events").header("x-name", "caller " + i / 8).streamOf(many);
        }

        Asked.Answered refused =
                Asked.get("/api/events").header("x-name", "one more").of(many);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("too-many-streams");
    }

    @Test
    void aStreamThatIsClosedLeavesNothingBehind() {
        Listening listening = listen("");
        listening.read();
        listening.close();

        assertThat(listening.isOver()).isTrue();
        assertThat(time.pending()).isZero();
        upkeep.becomes(Statuses.running("api"));
        assertThat(time.pending()).isZero();
        assertThat(listening.read()).isEmpty();
    }

    private Listening listen(String query) {
        return Asked.get("/api/events" + query).streamOf(api);
    }

    private Listening resume(String id) {
        return Asked.get("/api/events").header("last-event-id", id).streamOf(api);
    }

    private static List<String> ids(Frame frame) {
        return frame.json().get("processes").findValuesAsString("id");
    }
}
