package dev.upkeep.examples.launcher;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.upkeep.config.ConfigFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guides say can be done as it is written there. */
class GuidesTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"docs/migration.md", "docs/operations.md"})
    void eachYamlIsValid(String guide) throws IOException {
        List<String> blocks = fenced(guide, "yaml").toList();
        assertThat(blocks).isNotEmpty().allSatisfy(yaml -> {
            boolean routes = yaml.startsWith("routes:");
            Files.writeString(folder.resolve("processes.yaml"), routes ? "processes: {}\n" : yaml);
            Files.writeString(folder.resolve("proxy.yaml"), routes ? yaml : "routes: []\n");
            assertThatCode(() -> ConfigFiles.load(folder, name -> null)).doesNotThrowAnyException();
        });
    }

    @Test
    void eachCommandIsOneOfTheLauncher() throws IOException {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        List<String> commands = Stream.of("docs/operations.md", "docs/migration.md", "docs/configuration.md")
                .flatMap(guide -> fenced(guide, "sh"))
                .flatMap(String::lines)
                .filter(line -> line.startsWith("examples/upkeep "))
                .toList();
        assertThat(commands).hasSizeGreaterThan(5).allSatisfy(command -> {
            String[] arguments = command.substring("examples/upkeep ".length()).split(" ");
            assertThatCode(() -> Commands.line(nowhere, nowhere).parseArgs(arguments))
                    .doesNotThrowAnyException();
        });
    }

    @Test
    void eachPieceOfJavaIsPartOfAnExample() throws IOException {
        String examples;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            examples = files.filter(f -> f.toString().endsWith(".java"))
                    .map(GuidesTest::text)
                    .map(GuidesTest::withoutIndent)
                    .collect(joining("\n"));
        }
        assertThat(fenced("docs/embedding.md", "java"))
                .hasSizeGreaterThan(3)
                .allSatisfy(code -> assertThat(examples).contains(withoutIndent(code)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jetty", "vertx", "junit"})
    void theBomIsImportedAsTheGuideSays(String consumer) {
        String pom = withoutIndent(text(Path.of("consumers", consumer, "pom.xml")));
        assertThat(fenced("docs/embedding.md", "xml"))
                .hasSize(1)
                .allSatisfy(xml -> assertThat(pom).contains(withoutIndent(xml)));
    }

    @Test
    void theUnitIsOneThatSystemdTakes() throws Exception {
        String unit = text(Path.of("systemd/upkeep.service"));
        assertThat(fenced("docs/operations.md", "ini").flatMap(String::lines))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(unit.lines()).contains(line));
        Tools.require("systemd-analyze");
        Path copy = folder.resolve("upkeep.service");
        Files.writeString(copy, unit.replace("/usr/bin/java", "/bin/true").replace("User=upkeep\n", ""));
        Process verify = new ProcessBuilder("systemd-analyze", "verify", "--man=no", copy.toString())
                .redirectErrorStream(true)
                .start();
        String found = new String(verify.getInputStream().readAllBytes());
        assertThat(verify.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(found.lines().filter(line -> line.contains("upkeep.service")))
                .isEmpty();
    }

    @Test
    void theListOfPropertiesForLaunchdIsWellFormed() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        var document = factory.newDocumentBuilder()
                .parse(Path.of("launchd/dev.upkeep.plist").toFile());
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("plist");
    }

    private static Stream<String> fenced(String document, String language) {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
                .matcher(text(ROOT.resolve(document)))
                .results()
                .map(block -> block.group(1));
    }

    private static String withoutIndent(String code) {
        return code.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(joining("\n"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
