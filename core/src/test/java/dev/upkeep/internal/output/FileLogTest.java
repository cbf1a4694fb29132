package dev.upkeep.internal.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.upkeep.log.Lines;
import dev.upkeep.log.Stream;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.LogSpec;
import dev.upkeep.testing.ManualTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FileLogTest {
    private static final Instant NOON = Instant.parse("2024-01-01T12:00:00Z");

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();

    @Test
    void linesCarryTimeAndStream() throws Exception {
        Path file = folder.resolve("logs/web.log");
        try (FileLog log = log(file, LogSpec.DEFAULT)) {
            log.write(line(Stream.STDOUT, "ready", false));
            log.write(line(Stream.STDERR, "long", true));
        }

        assertThat(file).hasContent("""
                        [2024-01-01T12:00:00.000Z] STDOUT: ready
                        [2024-01-01T12:00:00.000Z] STDERR: long [goes on]
                        """);
    }

    @Test
    void whatCouldFakeALineIsWrittenOut() throws Exception {
        Path file = folder.resolve("web.log");
        try (FileLog log = log(file, LogSpec.DEFAULT)) {
            log.write(out("a\r[2024] STDOUT: b\u001b[31mc\u2028d"));
        }

        assertThat(texts(file)).isEqualTo("a\\r[2024] STDOUT: bc\\u2028d");
    }

    @Test
    void asJsonALineIsAnObjectWithItsExactText() throws Exception {
        Path file = folder.resolve("web.log");
        try (FileLog log =
                log(file, LogSpec.builder().format(LogSpec.Format.JSON).build())) {
            log.write(line(Stream.STDOUT, "\"ä\"\t\\\u001b[31m", false));
            log.write(line(Stream.STDERR, "long", true));
        }

        String start = "{\"time\":\"2024-01-01T12:00:00.000Z\",\"process\":\"web\",\"stream\":";
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        start + "\"stdout\",\"message\":\"\\\"ä\\\"\\t\\\\\\u001b[31m\"}",
                        start + "\"stderr\",\"message\":\"long\",\"truncated\":true}");
    }

    @Test
    void nothingIsWrittenBeforeTheFlush() throws Exception {
        Path file = folder.resolve("web.log");
        try (FileLog log = log(file, LogSpec.DEFAULT)) {
            log.write(out("one"));
            assertThat(file).doesNotExist();
            log.flush();
            assertThat(texts(file)).isEqualTo("one");
        }
    }

    @Test
    void whatWasThereBeforeStays() throws Exception {
        Path file = Files.writeString(folder.resolve("web.log"), "earlier\n");
        try (FileLog log = log(file, LogSpec.DEFAULT)) {
            log.write(out("later"));
        }

        assertThat(Files.readAllLines(file)).hasSize(2).first().isEqualTo("earlier");
    }

    @Test
    void aDeletedFileIsMadeAnew() throws Exception {
        Path file = folder.resolve("web.log");
        try (FileLog log = log(file, LogSpec.DEFAULT)) {
            log.write(out("one"));
            log.flush();
            Files.delete(file);
            log.write(out("two"));
            log.flush();

            assertThat(texts(file)).isEqualTo("two");
        }
    }

    @Test
    void aMovedFileIsLeftAlone() throws Exception {
        Path file = folder.resolve("web.log");
        Path moved = folder.resolve("web.log.1");
        try (FileLog log = log(file, LogSpec.DEFAULT)) {
            log.write(out("one"));
            log.flush();
            Files.move(file, moved);
            log.write(out("two"));
            log.flush();
        }

        assertThat(texts(moved)).isEqualTo("one");
        assertThat(texts(file)).isEqualTo("two");
    }

    @Test
    void linesAreKeptUntilTheFileCanBeWritten() throws Exception {
        Path blocked = Files.createFile(folder.resolve("logs"));
        Path file = blocked.resolve("web.log");
        try (FileLog log = log(file, LogSpec.DEFAULT)) {
            log.write(out("one"));
            log.flush();
            log.write(out("two"));
            log.flush();
            Files.delete(blocked);
            log.write(out("three"));
            log.flush();
        }

        assertThat(texts(file)).isEqualTo("one two three");
    }

    @Test
    void whatDoesNotFitIsCountedAndSaid() throws Exception {
        Path blocked = Files.createFile(folder.resolve("logs"));
        Path file = blocked.resolve("web.log");
        String large = "x".repeat(10_000);
        try (FileLog log = log(file, LogSpec.DEFAULT)) {
            log.write(out(large));
            log.flush();
            assertThat(log.isReady()).isFalse();
            time.advance(Duration.ofSeconds(5));
            assertThat(log.isReady()).isTrue();
            for (int i = 1; i < 40; i++) {
                log.write(out(large));
            }
            Files.delete(blocked);
            log.flush();
            log.write(out("after"));
        }

        long written = texts(file).split(large, -1).length - 1;
        assertThat(written).isBetween(20L, 30L);
        assertThat(Files.readAllLines(file).get((int) written))
                .contains("UPKEEP: " + (40 - written) + " lines are missing here: ", "logs");
        assertThat(texts(file)).endsWith(" after");
    }

    @Test
    void aFullDiskDoesNotReachTheCaller() {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        try (FileLog log = log(full, LogSpec.DEFAULT)) {
            log.write(out("one"));
            log.flush();
            log.write(out("two"));
            log.flush();
        }
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aNamedPipeIsRefusedInsteadOfWaitedFor() throws Exception {
        Path file = folder.resolve("web.log");
        Process mkfifo = new ProcessBuilder("mkfifo", file.toString()).start();
        assertThat(mkfifo.waitFor()).isZero();
        try (FileLog log = log(file, LogSpec.DEFAULT)) {
            log.write(out("one"));
            log.flush();
            Files.delete(file);
            log.write(out("two"));
        }

        assertThat(texts(file)).isEqualTo("one two");
    }

    @Test
    void aCharacterDeviceIsTaken() {
        try (FileLog log = log(Path.of("/dev/null"), LogSpec.DEFAULT)) {
            log.write(out("one"));
        }
    }

    private FileLog log(Path file, LogSpec spec) {
        return new FileLog(new ProcessId("web"), file, spec, Runnable::run, time);
    }

    private static Lines out(String text) {
        return line(Stream.STDOUT, text, false);
    }

    private static Lines line(Stream stream, String text, boolean truncated) {
        return Lines.of(stream, NOON, text, truncated);
    }

    /** What stands behind the stream, line after line. */
    private static String texts(Path file) throws Exception {
        return String.join(
                " ",
                Files.readAllLines(file).stream()
                        .map(line -> line.replaceFirst(".*?(STDOUT|STDERR|UPKEEP): ", ""))
                        .toList());
    }
}
