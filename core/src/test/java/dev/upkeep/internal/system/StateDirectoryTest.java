package dev.upkeep.internal.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void itIsForItsOwnerOnlyAndTheFoldersAboveAreNot() throws Exception {
        Path path = StateDirectory.at(folder.resolve("a/.upkeep")).path();

        assertThat(permissions(path)).isEqualTo("rwx------");
        assertThat(permissions(path.getParent())).isNotEqualTo("rwx------");
    }

    @Test
    void anOpenOneIsClosedToOthers() throws Exception {
        Path open = Files.createDirectory(folder.resolve(".upkeep"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));

        StateDirectory.at(open);

        assertThat(permissions(open)).isEqualTo("rwx------");
    }

    @Test
    void aLinkToAFolderWillDo() throws Exception {
        Path target = Files.createDirectory(folder.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(folder.resolve(".upkeep"), target);

        assertThat(StateDirectory.at(link).folder("spool")).isDirectory();
        assertThat(permissions(target)).isEqualTo("rwx------");
    }

    @Test
    void manyMayMakeTheSameFolderAtOnce() throws Exception {
        int makers = 8;
        ExecutorService threads = Executors.newFixedThreadPool(makers);
        try {
            for (int round = 0; round < 50; round++) {
                Path path = folder.resolve("state-" + round);
                Callable<Path> make = () -> StateDirectory.at(path).folder("spool");
                for (Future<Path> made : threads.invokeAll(Collections.nCopies(makers, make))) {
                    assertThat(made.get()).isDirectory();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aFileInItsPlaceIsAnError() throws Exception {
        Path file = Files.createFile(folder.resolve(".upkeep"));

        assertThatThrownBy(() -> StateDirectory.at(file)).isInstanceOf(IOException.class);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
