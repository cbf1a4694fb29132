package dev.upkeep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents show is what there is. */
class DocsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)");

    @Test
    void everyCommandOfTheReadmeIsRunByCi() throws IOException {
        String ci = read(".ci/demo") + read(".ci/run");
        List<String> commands = fenced("README.md", "sh").flatMap(String::lines).toList();
        assertThat(commands).isNotEmpty().allSatisfy(command -> assertThat(ci).contains(command));
    }

    @Test
    void javaInTheReadmeIsTheExampleThatIsTested() throws IOException {
        String example = read("examples/src/main/java/dev/upkeep/examples/EmbeddedJetty.java");
        assertThat(fenced("README.md", "java").map(code -> code.indent(8)))
                .hasSize(1)
                .allSatisfy(code -> assertThat(example).contains(code));
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        for (String document : List.of(
                "README.md",
                "CONTRIBUTING.md",
                "SECURITY.md",
                "CHANGELOG.md",
                "docs/architecture.md",
                "docs/rationale.md",
                "docs/configuration.md")) {
            Path folder = ROOT.resolve(document).toAbsolutePath().normalize().getParent();
            assertThat(LINK.matcher(read(document)).results().map(m -> m.group(1)))
                    .as(document)
                    .allSatisfy(link -> assertThat(folder.resolve(link)).exists());
        }
    }

    private static Stream<String> fenced(String document, String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
                .matcher(read(document))
                .results()
                .map((MatchResult m) -> m.group(1));
    }

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }
}
