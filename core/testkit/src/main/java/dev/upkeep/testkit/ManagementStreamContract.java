package dev.upkeep.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Answers that go on for as long as the client stays. */
abstract class ManagementStreamContract extends ManagementTest {
    private static final String EVENTS = "GET /api/events HTTP/1.1\r\n" + LOCAL + BEARER;
    private static final int MOST_OF_ONE = 8;

    @Test
    void aStreamBeginsWithHowAllIsAndTellsWhatChanges() throws Exception {
        Wire wire = connect();
        wire.send(EVENTS + "\r\n");
        Head head = wire.readHead();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.value("Content-Type")).contains("text/event-stream");
        assertThat(head.value("X-Accel-Buffering")).contains("no");
        assertThat(head.values("Cache-Control")).containsExactly("no-store");
        assertThat(head.contentLength()).isEmpty();

        BufferedReader stream = reader(wire, head);
        assertThat(next(stream, "snapshot")).contains("\"processes\":[{\"id\":\"api\"", "\"state\":\"stopped\"");
        assertThat(act("api", "start").status()).isEqualTo(200);
        assertThat(next(stream, "process")).contains("\"state\":\"starting\"");
        assertThat(next(stream, "process")).contains("\"state\":\"running\"");
    }

    @Test
    void whoComesBackIsToldWhatWasMissed() throws Exception {
        Wire first = connect();
        first.send(EVENTS + "\r\n");
        BufferedReader stream = reader(first, first.readHead());
        String id = frame(stream, "snapshot").get(0);
        assertThat(id).startsWith("id: ");
        first.close();
        act("api", "start");

        Wire second = connect();
        second.send(EVENTS + "Last-Event-ID: " + id.substring("id: ".length()) + "\r\n\r\n");
        BufferedReader resumed = reader(second, second.readHead());
        assertThat(next(resumed, "process")).contains("\"state\":\"starting\"");
    }

    @Test
    void whatIsPrintedIsFollowedOverARestart() throws Exception {
        Wire wire = connect();
        wire.send("GET /api/processes/talker/logs?follow=true HTTP/1.1\r\n" + LOCAL + BEARER + "\r\n");
        BufferedReader stream = reader(wire, wire.readHead());
        assertThat(act("talker", "start").status()).isEqualTo(200);
        awaitLine(stream, "\"line\":\"hello\"");
        assertThat(act("talker", "restart").status()).isEqualTo(200);
        awaitLine(stream, "\"event\":\"restarted\"");
        assertThat(act("talker", "restart").status()).isEqualTo(200);
        awaitLine(stream, "\"line\":\"hello\"");
    }

    @Test
    void aSilentStreamSaysThatItLives() throws Exception {
        Wire wire = connect();
        wire.send(EVENTS + "\r\n");
        BufferedReader stream = reader(wire, wire.readHead());
        next(stream, "snapshot");
        assertThat(stream.readLine()).isEqualTo(": hb");
        stream.readLine();
        assertThat(stream.readLine()).isEqualTo(": hb");
    }

    @Test
    void headOpensNoStream() throws Exception {
        Wire wire = connect();
        for (int i = 0; i < 2 * MOST_OF_ONE; i++) {
            wire.send("HEAD /api/events HTTP/1.1\r\n" + LOCAL + BEARER + "\r\n");
            Head head = wire.readHead();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.value("Content-Type")).contains("text/event-stream");
        }
    }

    /** Clients that have gone give their places back, also if they never said so. */
    @Test
    void streamsAreBoundedAndTheirPlacesComeBack() throws Exception {
        List<Wire> open = new ArrayList<>();
        for (int i = 0; i < MOST_OF_ONE; i++) {
            Wire wire = connect();
            wire.send(EVENTS + "\r\n");
            assertThat(wire.readHead().status()).isEqualTo(200);
            open.add(wire);
        }
        Message refused = exchange(EVENTS);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.head().has("Retry-After")).isTrue();

        for (Wire wire : open) {
            wire.reset();
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
        int status;
        do {
            Wire wire = connect();
            wire.send(EVENTS + "\r\n");
            status = wire.readHead().status();
        } while (status == 429 && System.nanoTime() - deadline < 0);
        assertThat(status).isEqualTo(200);
    }

    @Test
    void closingTheListenerEndsStreams() throws Exception {
        Wire wire = connect();
        wire.send(EVENTS + "\r\n");
        wire.readHead();
        closeListener();
        wire.awaitEnd();
    }

    /** While nobody reads, nothing is kept for them and nobody else is kept waiting. */
    @Test
    void aClientThatDoesNotReadKeepsNobodyWaiting() throws Exception {
        Wire idle = connect();
        idle.send(EVENTS + "\r\n");
        idle.readHead();
        for (int i = 0; i < 5; i++) {
            assertThat(act("api", "start").status()).isEqualTo(200);
            assertThat(act("api", "stop").status()).isEqualTo(200);
        }
    }

    private static void awaitLine(BufferedReader stream, String part) throws IOException {
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
            assertThat(line).doesNotContain(CANARY);
            if (line.contains(part)) {
                return;
            }
        }
        throw new AssertionError("the stream ended before " + part);
    }

    private static BufferedReader reader(Wire wire, Head head) {
        return new BufferedReader(new InputStreamReader(wire.body(head), UTF_8));
    }

    /** The data of the next event of this type. */
    private static String next(BufferedReader stream, String type) throws IOException {
        return frame(stream, type).stream()
                .filter(line -> line.startsWith("data: "))
                .findFirst()
                .orElseThrow();
    }

    /** The lines of the next event of this type; what comes before is passed over. */
    private static List<String> frame(BufferedReader stream, String type) throws IOException {
        List<String> frame = new ArrayList<>();
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
            assertThat(line).doesNotContain(CANARY);
            if (line.isEmpty() && frame.contains("event: " + type)) {
                return frame;
            } else if (line.isEmpty()) {
                frame.clear();
            } else {
                frame.add(line);
            }
        }
        throw new AssertionError("the stream ended before an event of type " + type);
    }
}
