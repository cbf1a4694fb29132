package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.internal.system.FileStamp;
import dev.upkeep.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files, and time that stands still. */
class FileWatchTest {
    @TempDir
    private Path folder;

    private final ManualTime time = new ManualTime();
    private final AtomicInteger calls = new AtomicInteger();
    private Path file;

    @BeforeEach
    void begin() throws IOException {
        file = folder.resolve("processes.yaml");
        Files.writeString(file, "one");
    }

    @Test
    void nothingIsCalledWhileNothingChanges() {
        watch(file);
        look(10);
        assertThat(calls).hasValue(0);
    }

    @Test
    void aChangeIsCalledOnceAndOnlyWhenTheWriterIsDone() throws IOException {
        watch(file);
        for (String part : List.of(" two", " three", " four")) {
            Files.writeString(file, part, StandardOpenOption.APPEND);
            look(1);
            assertThat(calls).hasValue(0);
        }
        look(5);
        assertThat(calls).hasValue(1);
    }

    @Test
    void anEditorThatPutsANewFileInPlaceIsNoticed() throws IOException {
        watch(file);
        Path other = Files.writeString(folder.resolve(".processes.yaml.swp"), "new");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        look(2);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aFileThatIsGoneForAMomentIsNotAChangeUnlessItStaysSo() throws IOException {
        watch(file);
        Path aside = folder.resolve("processes.yaml~");
        Files.move(file, aside);
        look(1);
        Files.move(aside, file);
        look(5);
        assertThat(calls).hasValue(0);
        Files.delete(file);
        look(5);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aLinkThatLeadsElsewhereIsNoticedAsWithMountedConfigMaps() throws IOException {
        Path first = Files.createDirectory(folder.resolve("..2024_1"));
        Path second = Files.createDirectory(folder.resolve("..2024_2"));
        Files.writeString(first.resolve("proxy.yaml"), "port: 1");
        Files.writeString(second.resolve("proxy.yaml"), "port: 2");
        Path data = Files.createSymbolicLink(folder.resolve("..data"), first.getFileName());
        Path proxy = Files.createSymbolicLink(folder.resolve("proxy.yaml"), Path.of("..data", "proxy.yaml"));
        watch(proxy);
        Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), second.getFileName());
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
        look(2);
        assertThat(calls).hasValue(1);
    }

    @Test
    void whatChangedBeforeTheWatchBeganIsNoticed() throws IOException {
        FileWatch watch = make(file);
        Files.writeString(file, "changed");
        watch.begin();
        look(2);
        assertThat(calls).hasValue(1);
    }

    @Test
    void anEndedWatchCallsNobodyAndLeavesNoTimerBehind() throws IOException {
        FileWatch watch = make(file);
        watch.begin();
        watch.end();
        Files.writeString(file, "changed");
        look(3);
        assertThat(calls).hasValue(0);
        assertThat(time.pending()).isZero();
    }

    private void watch(Path watched) {
        make(watched).begin();
    }

    private FileWatch make(Path watched) {
        return new FileWatch(
                List.of(watched), FileStamp.of(List.of(watched)), time, Runnable::run, calls::incrementAndGet);
    }

    private void look(int times) {
        time.advance(FileWatch.PAUSE.multipliedBy(times));
    }
}
