package dev.upkeep.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    private Path folder;

    @Test
    void noMoreAreWatchedThanTheSystemBears() throws IOException {
        make("a/b", "c", "d", "e");
        assertThat(watched(Ignored.of(List.of(), Set.of()), 3)).isEqualTo(3);
        assertThat(watched(Ignored.of(List.of(), Set.of()), 100)).isEqualTo(6);
    }

    @Test
    void whatIsIgnoredIsNotEvenLookedInto() throws IOException {
        make("node_modules/a/b", "src", "build-1/x", "build-2");
        assertThat(watched(Ignored.of(List.of("node_modules", "build-*"), Set.of()), 100))
                .isEqualTo(2);
    }

    @Test
    void namesAreMeantAsTheyAreWrittenButForTheStar() {
        Ignored ignored = Ignored.of(List.of("a.b", "*.log"), Set.of(Path.of("/x/own")));
        assertThat(ignored.has(Path.of("/x/a.b"))).isTrue();
        assertThat(ignored.has(Path.of("/x/aXb"))).isFalse();
        assertThat(ignored.has(Path.of("/x/y.log"))).isTrue();
        assertThat(ignored.has(Path.of("/x/own"))).isTrue();
        assertThat(ignored.has(Path.of("/y/own"))).isFalse();
    }

    private void make(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectories(folder.resolve(name));
        }
    }

    private int watched(Ignored ignored, int most) throws IOException {
        try (WatchService service = FileSystems.getDefault().newWatchService()) {
            Folders folders = new Folders(service, ignored, most);
            folders.add(folder);
            return folders.watched();
        }
    }
}
