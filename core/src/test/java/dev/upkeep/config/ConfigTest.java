package dev.upkeep.config;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of what is read from a folder. */
abstract class ConfigTest {
    @TempDir
    Path path;

    ConfigFolder folder;

    @BeforeEach
    final void makeFolder() {
        folder = new ConfigFolder(path);
    }
}
