package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.config.ConfigException;
import dev.upkeep.config.ConfigFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code upkeep init} writes, from files such as people have. */
class InitTest {
    private static final Path SAMPLES = Path.of("src/test/resources/dev/upkeep/examples/imports");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "procfile/Procfile",
                "pm2/ecosystem.config.js",
                "supervisord/supervisord.conf",
                "systemd/gunicorn.service",
                "compose/docker-compose.yml"
            })
    void whatIsCarriedOverIsAsReviewedAndTheLoaderTakesIt(String sample) throws IOException, ConfigException {
        Path source = SAMPLES.resolve(sample);
        copyNeighbours(source);

        assertThat(execute(
                        "init", "--from", folder.resolve(source.getFileName()).toString()))
                .isZero();

        Path written = folder.resolve("processes.yaml");
        assertThat(written).hasSameTextualContentAs(source.resolveSibling("expected.yaml"));
        String yaml = Files.readString(written);
        yaml.lines()
                .filter(l -> l.startsWith("# "))
                .forEach(note -> assertThat(err.toString()).contains(note.substring(2)));
        Files.writeString(
                written, yaml.replaceAll("cwd: /\\S+", "cwd: .").replaceAll("envFile: /\\S+", "envFile: .env"));
        Files.writeString(folder.resolve(".env"), "WORKERS=4\n");
        Map<String, String> environment = Map.of("BROKER", "redis://localhost");
        assertThat(ConfigFiles.load(folder, environment::get).configuration().processes())
                .isNotEmpty();
    }

    @Test
    void aFileOfAnotherSupervisorIsFoundWhereItLies() throws IOException {
        Files.writeString(folder.resolve("Procfile"), "web: node server.js\n");

        assertThat(execute("init")).isZero();

        assertThat(folder.resolve("processes.yaml")).content().contains("command: node");
    }

    @Test
    void withoutOneASampleIsWrittenThatIsValid() {
        assertThat(execute("init")).isZero();
        assertThat(execute("validate")).isZero();
        assertThat(err.toString()).contains("Valid: 1 process");
    }

    @Test
    void whatIsThereIsNotOverwrittenUnlessForced() throws IOException {
        Path file = Files.writeString(folder.resolve("processes.yaml"), "mine");

        assertThat(execute("init")).isEqualTo(1);
        assertThat(err.toString()).contains("is there already (--force overwrites it");
        assertThat(file).hasContent("mine");
        assertThat(execute("init", "--force")).isZero();
        assertThat(file).content().contains("processes:");
    }

    @Test
    void aFileOfNoKnownKindIsSaidToBeSo() throws IOException {
        Path file = Files.writeString(folder.resolve("build.gradle"), "");
        assertThat(execute("init", "--from", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("of no kind that is known by its name (expected: Procfile,");
    }

    @Test
    void variablesOfTheShellStayForTheShell() throws IOException {
        Files.writeString(folder.resolve("Procfile"), "web: python3 -m http.server ${PORT:-8000} --pid $$\n");

        assertThat(execute("init", "--print")).isZero();

        assertThat(out.toString())
                .contains("exec python3 -m http.server $${PORT:-8000} --pid $$$$")
                .contains("port: 5000");
    }

    @Test
    void aProcfileThatWasCarriedOverRuns() throws IOException {
        Files.writeString(folder.resolve("Procfile"), "web: echo listening on $PORT && exec sleep 1000\n");
        assertThat(execute("init")).isZero();

        try (Launched upkeep = Launched.with(folder, Map.of(), "run", "--port", "0", "--management-port", "0")) {
            upkeep.awaitThat(() -> assertThat(upkeep.out()).contains("listening on 5000"));
        }
    }

    private int execute(String... args) {
        String[] all = Stream.concat(Stream.of(args), Stream.of("--config", folder.toString()))
                .toArray(String[]::new);
        return Commands.line(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(all);
    }

    private void copyNeighbours(Path source) throws IOException {
        try (Stream<Path> files = Files.list(source.getParent())) {
            for (Path file : files.filter(f -> !f.endsWith("expected.yaml")).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }
}
