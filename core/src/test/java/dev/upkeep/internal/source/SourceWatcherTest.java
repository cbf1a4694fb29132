package dev.upkeep.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceWatcherTest {
    /** Longer than a busy machine may need between two files that are written together. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private final BlockingQueue<Path> told = new LinkedBlockingQueue<>();

    @Test
    @SuppressWarnings("try") // it is there to be closed
    void whatIsWrittenTogetherIsOneChange() throws IOException, InterruptedException {
        try (SourceWatcher watcher = SourceWatcher.begin(List.of(folder), List.of(), Set.of(), MOMENT, told::add)) {
            for (int i = 0; i < 50; i++) {
                Files.writeString(folder.resolve(i + ".js"), "people");
            }
            assertThat(told.poll(30, TimeUnit.SECONDS)).hasParent(folder);

            Path later = Files.writeString(folder.resolve("later.js"), "people");
            assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(later);
        }
    }
}
