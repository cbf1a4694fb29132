package dev.upkeep.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference page says what the tables say that the files are read by. {@code -Dreference.write=true} writes it anew. */
class ReferenceTest {
    private static final Path PAGE = Path.of("../docs/reference.md");
    private static final String HEAD = """
            # Reference of all keys

            Made from the tables that the files are read by; what they mean together is in [configuration.md](configuration.md). `NAME` stands
            for a name that you choose, `[]` for each item of a list. Keys that begin with `x-` may stand anywhere and are not looked at. After a
            change of the tables, `mvn -B -pl core test -Dtest=ReferenceTest -Dreference.write=true` writes this page anew.
            """;

    @Test
    void thePageIsWhatTheTablesSay() throws IOException {
        ReferencePage page = new ReferencePage();
        page.add("processes.yaml", ConfigSchema.processes());
        page.add("proxy.yaml", ConfigSchema.proxy());
        String text = HEAD + page.text();
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(PAGE, text);
        }
        assertThat(PAGE)
                .as(
                        "docs/reference.md (to write it anew: mvn -B -pl core test -Dtest=ReferenceTest -Dreference.write=true)")
                .hasContent(text);
    }

    @Test
    void everyKeyIsExplained() {
        ReferencePage page = new ReferencePage();
        page.add("processes.yaml", ConfigSchema.processes());
        page.add("proxy.yaml", ConfigSchema.proxy());

        assertThat(page.text().lines().filter(line -> line.startsWith("| `")))
                .hasSizeGreaterThan(100)
                .allSatisfy(line -> assertThat(line).doesNotContain("| null |").doesNotContain("|  |"));
    }
}
