package dev.upkeep.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.config.ConfigFiles.Loaded;
import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.process.Command;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.route.Route;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpec.StopPolicy;
import dev.upkeep.spec.ProxySpec;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedFilesTest {
    @TempDir
    Path folder;

    @Test
    void everyKeyOfTheFullExampleArrives() throws IOException {
        ProcessSpec first = load("processes.yaml").configuration().processes().get(new ProcessId("example-server-1"));

        assertThat(first)
                .isEqualTo(ProcessSpec.builder(new ProcessId("example-server-1"))
                        .name("Example Server 1")
                        .description("First example application server")
                        .command("node", "index.ts", "--config", "/path/to/example-config-1")
                        .cwd(Path.of("/path/to/example-app-1"))
                        .env(Map.of("NODE_ENV", "production", "PORT", "3001"))
                        .pidFile(folder.resolve("pids/example-server-1.pid"))
                        .logFile(folder.resolve("logs/example-server-1.log"))
                        .restartPolicy(RestartPolicy.builder()
                                .maxAttempts(3)
                                .delay(Duration.ofSeconds(5))
                                .build())
                        .healthCheck(HealthCheck.builder(http("http://localhost:3001/health"))
                                .interval(Duration.ofSeconds(30))
                                .timeout(Duration.ofSeconds(5))
                                .build())
                        .build());
    }

    @Test
    void theFullExampleHasThreeProcessesInOrderAndNothingDoubtful() throws IOException {
        Loaded loaded = load("processes.yaml");

        assertThat(loaded.configuration().processes().keySet())
                .extracting(ProcessId::value)
                .containsExactly("example-server-1", "example-server-2", "example-server-3");
        assertThat(loaded.warnings()).isEmpty();
        assertThat(loaded.lines()).containsEntry(new ProcessId("example-server-1"), 6);
        assertThat(loaded.configuration().proxy()).isEqualTo(ProxySpec.DEFAULT);
    }

    @Test
    void routesOfTheExampleLeadToTheirProcesses() throws IOException {
        copy("proxy.yaml", "proxy.yaml");
        Loaded loaded = load("processes.yaml");
        List<Route> routes = loaded.configuration().proxy().routes();

        assertThat(loaded.warnings()).isEmpty();
        assertThat(routes).hasSize(4);
        assertThat(routes.get(3))
                .isEqualTo(Route.builder(URI.create("http://localhost:3003"))
                        .domain("api.example.com")
                        .path("/api")
                        .process(new ProcessId("example-server-3"))
                        .ssl(true)
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-server.yaml", "flask-app.yaml", "static-builder.yaml"})
    void useCasesLoadWithoutTheOutermostKey(String file) throws IOException {
        Loaded loaded = load(file);

        assertThat(loaded.configuration().processes()).hasSize(1);
        assertThat(loaded.warnings()).isEmpty();
    }

    @Test
    void whatIsLeftOutHasTheDefaultsOfTheTable() throws IOException {
        Files.writeString(folder.resolve("processes.yaml"), "processes:\n  a:\n    name: A\n    command: b\n");
        ProcessSpec spec = load().configuration().processes().get(new ProcessId("a"));

        assertThat(spec.enabled()).isTrue();
        assertThat(spec.description()).isEmpty();
        assertThat(spec.command())
                .isEqualTo(new Command("b", List.of(), Optional.empty(), Map.of(), Command.Inherited.ALL));
        assertThat(spec.pidFile()).isEqualTo(folder.resolve("pids/a.pid"));
        assertThat(spec.logFile()).isEqualTo(folder.resolve("logs/a.log"));
        assertThat(spec.restartPolicy()).isEqualTo(RestartPolicy.builder().build());
        assertThat(spec.healthCheck()).isEmpty();
        assertThat(spec.stop()).isEqualTo(new StopPolicy(Signal.SIGTERM, Duration.ofSeconds(5)));
    }

    private static Probe http(String url) {
        return new Probe.Http(URI.create(url), dev.upkeep.health.Statuses.OK, Map.of());
    }

    private Loaded load(String name) throws IOException {
        copy(name, "processes.yaml");
        return load();
    }

    private Loaded load() {
        return ConfigFiles.load(folder, name -> null);
    }

    private void copy(String from, String to) throws IOException {
        try (InputStream in = SeedFilesTest.class.getResourceAsStream("seed/" + from)) {
            Files.copy(in, folder.resolve(to));
        }
    }
}
