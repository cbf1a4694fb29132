package dev.upkeep.internal.config.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeTest {
    @Test
    void eachCodeHasASectionInTheDocumentationUnderItsTitle() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("../docs/problems.md")).stream()
                .filter(line -> line.startsWith("## "))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(Code.values())
                        .map(code -> "## " + code.id() + ": " + code.title())
                        .toList());
    }

    @Test
    void aWarningIsDocumentedAsOne() throws IOException {
        String page = Files.readString(Path.of("../docs/problems.md"));

        for (Code code : Code.values()) {
            String section = page.substring(page.indexOf("## " + code.id())).split("\n\n", 3)[1];
            assertThat(section.startsWith("A warning")).as(code.id()).isEqualTo(code.isWarning());
        }
    }
}
