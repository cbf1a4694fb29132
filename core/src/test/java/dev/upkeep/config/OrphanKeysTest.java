package dev.upkeep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.OrphanPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanKeysTest {
    @TempDir
    Path folder;

    @Test
    void whatIsAdoptedUnlessAFileSaysOtherwise() throws IOException {
        assertThat(policy("processes:\n  api: { name: A, command: a }\n")).isEqualTo(OrphanPolicy.ADOPT);
    }

    @Test
    void whatTheFileSaysOfAllHoldsForWhoSaysNothing() throws IOException {
        assertThat(policy("orphanPolicy: kill\nprocesses:\n  api: { name: A, command: a }\n"))
                .isEqualTo(OrphanPolicy.KILL);
        assertThat(policy("processes:\n  api: { name: A, command: a, orphanPolicy: adopt }\norphanPolicy: kill\n"))
                .isEqualTo(OrphanPolicy.ADOPT);
    }

    @Test
    void anotherWordIsRefused() {
        assertThatThrownBy(() -> policy("processes:\n  api: { name: A, command: a, orphanPolicy: leave }\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("processes.yaml:2:")
                .hasMessageContaining("`adopt` or `kill`");
    }

    private OrphanPolicy policy(String processes) throws IOException {
        Files.writeString(folder.resolve("processes.yaml"), processes);
        Files.writeString(folder.resolve("proxy.yaml"), "routes: []\n");
        return ConfigFiles.load(folder, name -> null)
                .configuration()
                .process(new ProcessId("api"))
                .orElseThrow()
                .orphanPolicy();
    }
}
