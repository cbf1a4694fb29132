package dev.upkeep.internal.launch;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that launch processes in a folder of their own; nothing of them lives afterwards. */
abstract class BedTest {
    @TempDir
    Path folder;

    Bed bed;

    @BeforeEach
    final void makeBed() {
        bed = new Bed(folder);
    }

    @AfterEach
    final void closeBed() {
        bed.close();
    }
}
