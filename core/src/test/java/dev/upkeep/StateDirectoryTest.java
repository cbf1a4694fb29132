package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One state directory, one supervisor. */
class StateDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void theSecondInTheSameJvmIsRefusedUntilTheFirstIsClosed() {
        try (Upkeep first = build()) {
            assertThatThrownBy(this::build)
                    .isInstanceOfSatisfying(StateDirectoryException.class, e -> {
                        assertThat(e.isInUse()).isTrue();
                        assertThat(e.stateDirectory()).isEqualTo(first.stateDirectory());
                        assertThat(e.holder())
                                .isEqualTo(
                                        OptionalLong.of(ProcessHandle.current().pid()));
                    })
                    .hasMessageContaining("Close it first");
            assertThatThrownBy(this::build).isInstanceOf(StateDirectoryException.class);
        }
        build().close();
    }

    @Test
    void whatADeadOneLeftDoesNotMatter() throws Exception {
        Files.createFile(folder.resolve("lock"));
        Files.write(
                folder.resolve("lock.pid"),
                List.of(Long.toString(ProcessHandle.current().pid()), "start=2001-01-01T00:00:00Z"));
        build().close();
        Files.writeString(folder.resolve("lock.pid"), "rubbish");
        build().close();
    }

    @Test
    void aDirectoryThatCannotBeUsedIsSaid() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Upkeep.builder().stateDirectory(file).build())
                .isInstanceOfSatisfying(
                        StateDirectoryException.class,
                        e -> assertThat(e.isInUse()).isFalse())
                .hasMessageContaining("stateDirectory: " + file);
    }

    private Upkeep build() {
        return Upkeep.builder().stateDirectory(folder).build();
    }
}
