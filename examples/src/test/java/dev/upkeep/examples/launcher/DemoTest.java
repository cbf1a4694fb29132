package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The demo does what the README says, on both adapters. */
class DemoTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Adapter.class)
    void everyRouteReachesItsBackend(Adapter adapter) throws IOException {
        try (Launched upkeep = demo(adapter)) {
            assertThat(Http.get(upkeep.port(), "example.com", "/app1").body()).startsWith("backend 1 ");
            assertThat(Http.get(upkeep.port(), "example.com", "/app2/x?y=1").body())
                    .startsWith("backend 2 ")
                    .contains("GET /app2/x?y=1 for example.com");
            assertThat(Http.get(upkeep.port(), "example.com", "/app3").body()).startsWith("backend 3 ");
            assertThat(Http.get(upkeep.port(), "api.example.com", "/api").statusCode())
                    .isEqualTo(308);
            assertThat(Http.get(upkeep.port(), "example.com", "/app10").statusCode())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @EnumSource(Adapter.class)
    void killedBackendIsReplacedBeforeTheNextAnswer(Adapter adapter) throws IOException {
        try (Launched upkeep = demo(adapter)) {
            assertThat(Http.get(upkeep.port(), "example.com", "/app1").statusCode())
                    .isEqualTo(200);
            long before = process(upkeep, "example-server-1").get("pid").asLong();

            assertThat(ProcessHandle.of(before).orElseThrow().destroyForcibly()).isTrue();
            HttpResponse<String> next = Http.get(upkeep.port(), "example.com", "/app1");

            assertThat(next.statusCode()).as(next.body()).isEqualTo(200);
            JsonNode after = process(upkeep, "example-server-1");
            assertThat(next.body()).contains("(pid " + after.get("pid").asLong() + ")");
            assertThat(after.get("pid").asLong()).isNotEqualTo(before);
            assertThat(after.get("restartCount").asInt()).as(after.toString()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(Adapter.class)
    void apiWantsTheTokenAndHealthDoesNot(Adapter adapter) throws IOException {
        try (Launched upkeep = demo(adapter)) {
            int api = upkeep.apiPort();
            Path token = folder.resolve(".upkeep/token");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                    .isEqualTo("rw-------");

            assertThat(Http.api(api, "GET", "/api/processes", "").statusCode()).isEqualTo(401);
            assertThat(Http.api(api, "GET", "/api/processes", "wrong-wrong-wrong-wrong")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(Http.api(api, "GET", "/health", "").statusCode()).isEqualTo(200);
            HttpResponse<String> list = Http.api(api, "GET", "/api/processes", token());
            assertThat(list.statusCode()).isEqualTo(200);
            assertThat(Http.json(list)
                            .get("processes")
                            .valueStream()
                            .map(p -> p.get("id").asString()))
                    .containsExactly("example-server-1", "example-server-2", "example-server-3");
        }
    }

    @ParameterizedTest
    @EnumSource(Adapter.class)
    void sigtermLeavesNothingAlive(Adapter adapter) throws IOException {
        try (Launched upkeep = demo(adapter)) {
            assertThat(Http.get(upkeep.port(), "example.com", "/app1").statusCode())
                    .isEqualTo(200);
            List<ProcessHandle> backends = upkeep.descendants();
            assertThat(backends).hasSizeGreaterThanOrEqualTo(3);

            upkeep.signal("TERM");

            assertThat(upkeep.exitCode()).isEqualTo(143);
            assertThat(backends).noneMatch(Launched::lives);
            assertThat(upkeep.err()).contains("Stopping 3 processes").contains("Stopped");
            assertThat(folder.resolve("pids")).isEmptyDirectory();
        }
    }

    private Launched demo(Adapter adapter) throws IOException {
        Demo.copyTo(folder);
        return Launched.run(folder, adapter, Map.of());
    }

    private JsonNode process(Launched upkeep, String id) throws IOException {
        HttpResponse<String> list = Http.api(upkeep.apiPort(), "GET", "/api/processes", token());
        return Http.json(list)
                .get("processes")
                .valueStream()
                .filter(p -> p.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String token() throws IOException {
        return Files.readString(folder.resolve(".upkeep/token")).strip();
    }
}
