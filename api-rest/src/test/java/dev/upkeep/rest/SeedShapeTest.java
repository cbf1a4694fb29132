package dev.upkeep.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.Moment;
import dev.upkeep.rest.access.Access;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The two answers that were promised field for field: those fields come first, in order, with those values and units. */
class SeedShapeTest {
    private static final Instant NOON = Statuses.NOON;

    private final ScriptedUpkeep upkeep = new ScriptedUpkeep();
    private Instant now = NOON;
    private final ManagementApi api = ManagementApi.builder(upkeep, Access.token(Asked.TOKEN))
            .time(() -> new Moment(0, now), new VirtualTime())
            .build();

    @Test
    void listBeginsWithThePromisedFields() {
        upkeep.with(Statuses.sample(NOON, Optional.of(Instant.parse("2024-01-01T12:30:00Z"))));

        JsonNode list = Asked.get("/api/processes").of(api).json();

        assertBeginsAs(list, json("seed/processes.json"));
    }

    @Test
    void listIsExactlyThis() {
        upkeep.with(Statuses.sample(NOON, Optional.of(Instant.parse("2024-01-01T12:30:00Z"))), Statuses.crashed());

        upkeep.routedTo("example-server-1");

        String list = Asked.get("/api/processes").of(api).text();

        assertThat(list.replaceAll("\\\\\"\\w+-\\w+\\\\\"", "E")).isEqualTo(text("golden/processes.json"));
    }

    @Test
    void healthBeginsWithThePromisedFieldsInTheirTwoUnits() {
        upkeep.with(
                Statuses.sample(Instant.parse("2024-01-01T11:00:00Z"), Optional.empty()),
                Statuses.running("example-server-2"),
                Statuses.stopped("example-server-3"));

        JsonNode health = Asked.get("/health").of(api).json();

        assertBeginsAs(health, json("seed/health.json"));
    }

    @Test
    void healthIsExactlyThis() {
        upkeep.with(Statuses.sample(Instant.parse("2024-01-01T11:00:00Z"), Optional.empty()), Statuses.crashed());

        assertThat(Asked.get("/health").of(api).text()).isEqualTo(text("golden/health.json"));
    }

    @Test
    void timesHaveMillisecondsEvenIfTheClockHasMore() {
        now = Instant.parse("2024-01-01T12:00:00.123456789Z");

        assertThat(Asked.get("/health").of(api).json().get("timestamp").asString())
                .isEqualTo("2024-01-01T12:00:00.123Z");
    }

    @Test
    void aClockThatWasSetBackMakesNoNegativeUptime() {
        now = upkeep.startedAt.minusSeconds(10);

        assertThat(Asked.get("/health").of(api).json().get("uptime").asInt()).isZero();
    }

    /** Ours may say more, but only after what was promised; of lists, as much as was promised is looked at. */
    private static void assertBeginsAs(JsonNode ours, JsonNode promised) {
        if (promised.isObject()) {
            List<String> names = new ArrayList<>(promised.propertyNames());
            assertThat(new ArrayList<>(ours.propertyNames())).startsWith(names.toArray(String[]::new));
            names.forEach(name -> assertBeginsAs(ours.get(name), promised.get(name)));
        } else if (promised.isArray()) {
            for (int i = 0; i < promised.size(); i++) {
                assertBeginsAs(ours.get(i), promised.get(i));
            }
        } else {
            assertThat(ours.toString()).isEqualTo(promised.toString());
        }
    }

    private static JsonNode json(String resource) {
        return JsonMapper.shared().readTree(text(resource));
    }

    private static String text(String resource) {
        try (InputStream in = SeedShapeTest.class.getResourceAsStream("/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
