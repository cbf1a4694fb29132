package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one-file examples, run from their source as they are, but for ports and folder. */
class EmbeddedTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/upkeep/examples");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"EmbeddedJetty", "EmbeddedVertx"})
    void answersThroughTheProxyAndEndsWithItsProcess(String example) throws Exception {
        runs(example, FreePorts.next(), FreePorts.next(), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MountedJetty", "UpkeepVerticle"})
    void answersBesideTheApplicationOnItsOwnServer(String example) throws Exception {
        int port = FreePorts.next();
        runs(example, port, port, "/upkeep");
    }

    private void runs(String example, int port, int management, String mountedAt) throws Exception {
        Process process = start(example, port, management);
        try {
            await().atMost(Duration.ofSeconds(45)).until(() -> answers(port) || !process.isAlive());
            assertThat(process.isAlive()).as(output()).isTrue();
            assertThat(Http.get(port, "anything", "/hello").body()).startsWith("backend (pid ");
            if (port == management) {
                assertThat(Http.get(port, "localhost", "/app/").body()).isEqualTo("the application itself\n");
                assertThat(Http.api(port, "GET", mountedAt + "/ui/", "").statusCode())
                        .isEqualTo(200);
                assertThat(Http.api(port, "GET", mountedAt + "/api/processes", "")
                                .statusCode())
                        .isEqualTo(401);
            }
            String token = Files.readString(folder.resolve("upkeep.token")).strip();
            assertThat(Http.api(management, "GET", mountedAt + "/api/processes", token)
                            .body())
                    .contains("\"id\":\"api\"");

            process.getOutputStream().close();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(folder.resolve("pids")).isEmptyDirectory();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    private Process start(String example, int port, int management) throws IOException {
        Map<String, String> replacements = Map.of(
                "package dev.upkeep.examples;", "", // the source launcher wants a package to be a folder
                "8080", Integer.toString(port),
                "9900", Integer.toString(management),
                "3001", Integer.toString(FreePorts.next()),
                "examples/demo", Path.of("demo").toAbsolutePath().toString());
        Path source = folder.resolve(example + ".java");
        Files.writeString(source, Demo.replaced(Files.readString(SOURCES.resolve(example + ".java")), replacements));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(java, "-cp", Launched.classPath(), source.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }
}
