package dev.upkeep.examples.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A Chromium without a screen, steered over the DevTools protocol. Killed when closed. */
final class Browser implements AutoCloseable {
    static final Duration BOUND = Duration.ofSeconds(30);
    private static final List<String> PROGRAMS =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

    /** Taken at once, as it must be made before any request: it says which headers may be sent. */
    private static final HttpClient CLIENT = Http.CLIENT;

    private final Process process;
    private final String address;

    private Browser(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts the one that CHROMIUM names, or that is on PATH; its profile is in the folder and dies with it. */
    static Browser start(Path folder) {
        Path says = folder.resolve("chromium.err");
        try {
            Process process = new ProcessBuilder(
                            program(),
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--no-first-run",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + folder.resolve("chromium"),
                            "about:blank")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(says.toFile())
                    .start();
            return new Browser(process, address(process, says));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String program() {
        return Optional.ofNullable(System.getenv("CHROMIUM"))
                .or(() -> PROGRAMS.stream()
                        .flatMap(name -> Tools.find(name).stream())
                        .map(Path::toString)
                        .findFirst())
                .orElseThrow(() -> Tools.missing("chromium-headless-shell"));
    }

    private static String address(Process process, Path says) {
        String prefix = "DevTools listening on ws://";
        try {
            return await().atMost(BOUND)
                    .until(() -> lines(says).filter(l -> l.startsWith(prefix)).findFirst(), Optional::isPresent)
                    .orElseThrow()
                    .substring(prefix.length())
                    .replaceFirst("/.*", "");
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static Stream<String> lines(Path file) throws IOException {
        return Files.readString(file, UTF_8).lines();
    }

    /** A new tab with nothing in it. */
    Tab tab() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .timeout(BOUND)
                .build();
        try {
            String answer = CLIENT.send(request, BodyHandlers.ofString()).body();
            String socket = JsonMapper.shared()
                    .readTree(answer)
                    .get("webSocketDebuggerUrl")
                    .asString();
            return new Tab(CLIENT, URI.create(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            assertThat(process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
