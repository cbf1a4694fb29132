package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.upkeep.config.ConfigException;
import dev.upkeep.config.ConfigFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** What editors are told is what the loader takes. */
class SchemaTest {
    private static final Path GOLDEN = Path.of("../core/src/test/resources/dev/upkeep/config/golden");
    private static final Pattern PART = Pattern.compile("(?s)=== (\\S+)\\n(.*?)(?=\\n=== |\\z)");
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\\n(.*?)```");

    @TempDir
    private Path folder;

    @Test
    void theDemoIsValid() throws IOException {
        assertThat(errors("processes", Files.readString(Path.of("demo/processes.yaml"))))
                .isEmpty();
        assertThat(errors("proxy", Files.readString(Path.of("demo/proxy.yaml"))))
                .isEmpty();
    }

    /** Each file of the loader's own tests in which the loader finds nothing wrong. */
    @TestFactory
    Stream<DynamicTest> whatTheLoaderTakesIsValid() throws IOException {
        List<Path> cases;
        try (Stream<Path> all = Files.list(GOLDEN)) {
            cases = all.sorted().toList();
        }
        return cases.stream()
                .filter(file -> !text(file).contains("error[UPK"))
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> parts(file)
                                .filter(part -> part.group(1).matches("(processes|proxy)\\.yaml"))
                                .forEach(part -> assertThat(errors(part.group(1).replace(".yaml", ""), part.group(2)))
                                        .isEmpty())));
    }

    @Test
    void examplesInTheDocumentationAreValid() throws IOException {
        String page = Files.readString(Path.of("../docs/configuration.md"));
        List<String> whole = YAML.matcher(page)
                .results()
                .map(m -> m.group(1))
                .filter(yaml -> yaml.matches("(?s)(#[^\\n]*\\n)*(processes|routes):.*"))
                .toList();

        assertThat(whole)
                .isNotEmpty()
                .allSatisfy(yaml -> assertThat(errors(yaml.contains("routes:") ? "proxy" : "processes", yaml))
                        .isEmpty());
    }

    @Test
    void unknownKeysAndWrongTypesAreMarked() {
        assertThat(errors("processes", "processes: {api: {name: A, comand: node, command: node}}"))
                .isNotEmpty();
        assertThat(errors("processes", "processes: {api: {name: A}}")).isNotEmpty();
        assertThat(errors("processes", "processes: {api: {name: A, command: node, args: 5}}"))
                .isNotEmpty();
        assertThat(errors("proxy", "routes: [{target: \"http://localhost:1\", queue: {maxSize: many}}]"))
                .isNotEmpty();
    }

    @Test
    void processesMayStandAloneAndVariablesAnywhere() throws ConfigException, IOException {
        String yaml = """
                x-common: {a: 1}
                api: {name: A, command: node, nice: "${NICE}", enabled: "${ON}"}
                """;
        Files.writeString(folder.resolve("processes.yaml"), yaml);

        assertThat(errors("processes", yaml)).isEmpty();
        assertThat(ConfigFiles.load(folder, name -> name.equals("ON") ? "true" : "5")
                        .configuration()
                        .processes())
                .hasSize(1);
    }

    private static Stream<MatchResult> parts(Path file) {
        return PART.matcher(text(file)).results();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Error> errors(String file, String yaml) {
        StringWriter schema = new StringWriter();
        assertThat(Commands.line(new PrintWriter(schema), new PrintWriter(schema))
                        .execute("schema", file))
                .isZero();
        Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString())
                .validate(JsonMapper.shared().writeValueAsString(value), InputFormat.JSON);
    }
}
