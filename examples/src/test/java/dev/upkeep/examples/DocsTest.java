package dev.upkeep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents show is what there is. */
class DocsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)");

    private static final Pattern PROOF = Pattern.compile("`([A-Z]\\w*(?:Test|Contract|Properties))(?:\\.(\\w+))?`");

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
                "docs/configuration.md",
                "docs/complaints.md",
                "docs/metrics.md",
                "docs/problems.md",
                "docs/simulation.md",
                "docs/benchmarks.md",
                "docs/reference.md",
                "docs/README.md",
                "docs/dashboard.md",
                "docs/embedding.md",
                "docs/management.md",
                "docs/migration.md",
                "docs/operations.md")) {
            Path folder = ROOT.resolve(document).toAbsolutePath().normalize().getParent();
            assertThat(LINK.matcher(read(document)).results().map(m -> m.group(1)))
                    .as(document)
                    .allSatisfy(link -> assertThat(folder.resolve(link)).exists());
        }
    }

    @Test
    void testsThatAreNamedAsProofExist() throws IOException {
        Map<String, String> sources = testSources();
        List<MatchResult> named =
                PROOF.matcher(read("docs/complaints.md")).results().toList();
        assertThat(named).hasSizeGreaterThan(40).allSatisfy(proof -> {
            String method = proof.group(2) == null ? "class " + proof.group(1) : "void " + proof.group(2) + "(";
            assertThat(sources.get(proof.group(1)))
                    .as(proof.group())
                    .isNotNull()
                    .contains(method);
        });
    }

    /** The sources of all tests, by the names of their classes. */
    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String folder : List.of("core/src/test", "core/testkit/src/main", "examples/src/test")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    String name = file.getFileName().toString();
                    sources.merge(name.substring(0, name.length() - 5), Files.readString(file), String::concat);
                }
            }
        }
        return sources;
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
