package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The configuration files of the text that Upkeep was asked from, run for real: unchanged but for paths and ports. The
 * programs they name are small ones, beside them in the test resources.
 */
class SeedFilesTest {
    private static final Path SEED = Path.of("src/test/resources/seed");

    @TempDir
    Path folder;

    private final Map<String, String> replacements = new HashMap<>();

    @ParameterizedTest
    @EnumSource(Adapter.class)
    void threeNodeServersAnswerOnFourRoutes(Adapter adapter) throws IOException {
        Tools.require("node");
        Tools.require("curl");
        threeNodeServers();
        try (Launched upkeep = Launched.run(folder, adapter, Map.of())) {
            assertThat(https(upkeep, "example.com", "/app1")).isEqualTo("one in production: /app1\n");
            assertThat(https(upkeep, "example.com", "/app2/deep?q=1")).isEqualTo("two in production: /app2/deep?q=1\n");
            assertThat(https(upkeep, "example.com", "/app3")).isEqualTo("three in production: /app3\n");
            assertThat(https(upkeep, "api.example.com", "/api")).isEqualTo("three in production: /api\n");
            assertThat(Http.get(upkeep.port(), "example.com", "/app1").headers().firstValue("Location"))
                    .hasValueSatisfying(to ->
                            assertThat(to).startsWith("https://example.com").endsWith("/app1"));
            assertThat(upkeep.out()).contains("[example-server-1] STDOUT: Server listening on port " + port("3001"));

            upkeep.signal("TERM");
            assertThat(upkeep.exitCode()).isEqualTo(143);
            assertThat(upkeep.out()).contains("[example-server-2] STDOUT: Closing");
        }
    }

    @Test
    void nodeApiServerIsFoundHealthy() throws IOException {
        Tools.require("node");
        replacements.put("3001", port("3001"));
        copy("node-api");
        try (Launched upkeep = Launched.run(folder, Adapter.JETTY, Map.of())) {
            upkeep.awaitErr("✓ example-api-server  running, ready in");
        }
    }

    @Test
    void flaskApplicationIsFoundHealthyAndStops() throws IOException {
        Path python = Tools.pythonWithFlask();
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Tools.write(bin.resolve("python"), "#!/bin/sh\nexec '" + python + "' \"$@\"\n");
        replacements.put("5000", port("5000"));
        copy("flask");
        Map<String, String> environment =
                Map.of("PATH", bin + ":" + System.getenv("PATH"), "FLASK_RUN_PORT", port("5000"));
        try (Launched upkeep = Launched.run(folder, Adapter.JETTY, environment)) {
            upkeep.awaitErr("✓ example-flask-app  running, ready in");
            assertThat(Http.get(Integer.parseInt(port("5000")), "localhost", "/")
                            .body())
                    .isEqualTo("hello from flask\n");
            upkeep.signal("TERM");
            assertThat(upkeep.exitCode()).isEqualTo(143);
        }
    }

    @Test
    void npmBuildIsWatchedAndStopEndsTheWholeTree() throws IOException {
        Tools.require("npm");
        copy("static");
        Path site = folder.resolve("static-site");
        try (Launched upkeep = Launched.run(folder, Adapter.JETTY, Map.of())) {
            upkeep.awaitThat(() -> assertThat(site.resolve("index.html")).hasContent("<h1>Hello</h1>"));
            Files.writeString(site.resolve("title.txt"), "Changed\n");
            upkeep.awaitThat(() -> assertThat(site.resolve("index.html")).hasContent("<h1>Changed</h1>"));
            List<ProcessHandle> tree = upkeep.descendants();
            assertThat(tree).as("npm, maybe a shell, and node").hasSizeGreaterThanOrEqualTo(2);

            upkeep.signal("TERM");

            assertThat(upkeep.exitCode()).isEqualTo(143);
            assertThat(tree).noneMatch(Launched::lives);
        }
    }

    private void threeNodeServers() throws IOException {
        List<String> names = List.of("one", "two", "three");
        for (int i = 1; i <= 3; i++) {
            Path config = Files.writeString(
                    folder.resolve("config-" + i + ".json"), "{\"name\": \"" + names.get(i - 1) + "\"}\n");
            Path app = Files.createDirectory(folder.resolve("app-" + i));
            Files.copy(SEED.resolve("node/index.ts"), app.resolve("index.ts"));
            replacements.put("/path/to/example-config-" + i, config.toString());
            replacements.put("/path/to/example-app-" + i, app.toString());
            replacements.put("300" + i, port("300" + i));
        }
        copy("node");
    }

    /** The free port that stands for one in the file. */
    private String port(String inFile) {
        return replacements.computeIfAbsent(inFile, p -> Integer.toString(FreePorts.next()));
    }

    /** Copies an example; in its configuration files all replacements are made. */
    private void copy(String example) throws IOException {
        Path from = SEED.resolve(example);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                String text = Files.readString(file);
                Files.writeString(to, file.toString().endsWith(".yaml") ? Demo.replaced(text, replacements) : text);
            }
        }
    }

    /** What curl gets over HTTPS for this name, which it is told to find on this machine. */
    private static String https(Launched upkeep, String host, String path) {
        int port = upkeep.httpsPort();
        return Tools.output(
                "curl",
                "-sSk",
                "--max-time",
                "40",
                "--resolve",
                host + ":" + port + ":127.0.0.1",
                "https://" + host + ":" + port + path);
    }
}
