package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher logs of files that it watches. */
class WatchedFilesTest {
    private static final String GOOD = "processes:\n  a:\n    name: A\n    command: sleep\n    args: [\"1000\"]\n";

    @TempDir
    private Path folder;

    @Test
    void whatIsWrongIsLoggedWithItsPlaceAndWhatToWriteInstead() throws IOException {
        Path file = folder.resolve("processes.yaml");
        Files.writeString(file, GOOD);
        String[] args = {"run", "--config", folder.toString(), "--watch", "--port", "0", "--management-port", "0"};
        try (Launched upkeep = Launched.with(folder, Map.of(), args)) {
            upkeep.awaitErr("✓ a");
            Files.writeString(file, GOOD + "    comand: typo\n");
            upkeep.awaitThat(() -> assertThat(upkeep.out())
                    .contains("what was in force stays so")
                    .containsPattern("processes.yaml:6:5: unknown key `comand`[^\\n]*\\. did you mean `command`"));
            assertThat(upkeep.out()).doesNotContain("Diagnostic[");
            upkeep.signal("TERM");
            assertThat(upkeep.exitCode()).isEqualTo(143);
        }
    }
}
