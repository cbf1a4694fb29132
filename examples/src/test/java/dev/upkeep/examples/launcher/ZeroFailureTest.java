package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Under load, a process is restarted, changed, scaled and killed. The benchmark {@code benchmarks/zero-failure} does more of it. */
@Tag("long")
class ZeroFailureTest {
    private static final String SERVER = """
            import os
            from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

            book = os.open("book", os.O_CREAT | os.O_APPEND | os.O_WRONLY)

            class Handler(BaseHTTPRequestHandler):
                protocol_version = "HTTP/1.1"

                def do_GET(self):
                    body = self.path[1:].encode()
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)

                def do_POST(self):
                    os.write(book, self.rfile.read(int(self.headers["Content-Length"])) + b"\\n")
                    self.do_GET()

                def log_message(self, *args):
                    pass

            ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Adapter.class)
    void noChangeFailsARequestNoCrashFailsAGetAndNoPostRunsTwice(Adapter adapter) throws IOException {
        Tools.require("python3");
        Files.writeString(folder.resolve("server.py"), SERVER);
        Files.writeString(
                folder.resolve("proxy.yaml"), "routes: [{path: /, target: 'http://127.0.0.1:1', process: web}]\n");
        configure("one", 1);
        try (Launched upkeep = Launched.run(folder, adapter, Map.of())) {
            upkeep.awaitErr("✓ web");
            Clients clients = new Clients(upkeep.port());
            try (clients) {
                clients.awaitMore();
                replaced(upkeep, "/api/processes/web/restart?wait=ready");
                clients.awaitMore();
                configure("two", 1);
                replaced(upkeep, "/api/processes/reload");
                clients.awaitMore();
                scaled(upkeep, 2);
                clients.awaitMore();
                scaled(upkeep, 1);
                clients.awaitMore();
                assertThat(clients.failed()).as("planned changes").isEmpty();

                kill(upkeep);
                clients.awaitMore();
                assertThat(clients.failed()).as("a crash").noneMatch(failure -> failure.startsWith("GET"));
            }
            List<String> book = Files.readAllLines(folder.resolve("book"));
            assertThat(book).doesNotHaveDuplicates().containsAll(clients.done());
        }
    }

    private void configure(String version, int instances) throws IOException {
        Files.writeString(folder.resolve("processes.yaml"), """
                processes:
                  web:
                    name: Web
                    command: python3
                    args: [server.py]
                    cwd: .
                    env: { VERSION: %s }
                    port: auto
                    instances: %d
                    restartPolicy: { delay: 0 }
                """.formatted(version, instances));
    }

    private void replaced(Launched upkeep, String path) throws IOException {
        long before = pid(upkeep);
        assertThat(api(upkeep, "POST", path)).isBetween(200, 202);
        await().atMost(Duration.ofSeconds(30)).until(() -> pid(upkeep) != before);
    }

    private void scaled(Launched upkeep, int instances) throws IOException {
        configure("two", instances);
        assertThat(api(upkeep, "POST", "/api/processes/reload")).isBetween(200, 202);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> status(upkeep).get("instances").size() == instances);
    }

    private void kill(Launched upkeep) throws IOException {
        long before = pid(upkeep);
        assertThat(ProcessHandle.of(before).orElseThrow().destroyForcibly()).isTrue();
        await().atMost(Duration.ofSeconds(30)).until(() -> !List.of(0L, before).contains(pid(upkeep)));
    }

    private long pid(Launched upkeep) throws IOException {
        return status(upkeep).get("pid").asLong(0);
    }

    private JsonNode status(Launched upkeep) throws IOException {
        return Http.json(Http.api(upkeep.apiPort(), "GET", "/api/processes/web", token()));
    }

    private int api(Launched upkeep, String method, String path) throws IOException {
        return Http.api(upkeep.apiPort(), method, path, token()).statusCode();
    }

    private String token() throws IOException {
        return Files.readString(folder.resolve(".upkeep/token")).strip();
    }
}
