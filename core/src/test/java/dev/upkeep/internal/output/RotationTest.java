package dev.upkeep.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.log.Lines;
import dev.upkeep.log.Stream;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.LogSpec;
import dev.upkeep.testing.ManualTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {
    private static final Instant NOON = Instant.parse("2024-01-01T12:00:00Z");
    private static final int LINE = "[2024-01-01T12:00:00.000Z] STDOUT: 0\n".length();

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private final List<Runnable> background = new ArrayList<>();
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("web.log");
    }

    @Test
    void aFullFileIsKeptUnderTheNextNumber() throws Exception {
        FileLog log = log(LogSpec.builder().maxSize(2 * LINE).maxFiles(2));

        print(log, 0, 9);
        settle(log);

        assertThat(numbers("web.log")).containsExactly(8);
        assertThat(numbers("web.log.1")).containsExactly(6, 7);
        assertThat(numbers("web.log.2")).containsExactly(4, 5);
        assertThat(names()).containsExactly("web.log", "web.log.1", "web.log.2");
    }

    @Test
    void manyLinesInManyFilesAreAllThereOnceAndWhole() throws Exception {
        int lines = 200_000;
        FileLog log = log(LogSpec.builder().maxSize(40_000).maxFiles(1000));

        for (int i = 0; i < lines; i += 1000) {
            print(log, i, i + 1000);
        }

        List<Integer> found = new ArrayList<>();
        for (String name : oldestFirst()) {
            assertThat(Files.size(folder.resolve(name))).isLessThanOrEqualTo(40_000);
            found.addAll(numbers(name));
        }
        assertThat(found).isEqualTo(IntStream.range(0, lines).boxed().toList());
        assertThat(names()).hasSizeGreaterThan(150);
    }

    @Test
    void aLineLongerThanAFileHasOneOfItsOwn() throws Exception {
        FileLog log = log(LogSpec.builder().maxSize(10));

        print(log, 0, 3);

        assertThat(numbers("web.log")).containsExactly(2);
        assertThat(numbers("web.log.1")).containsExactly(1);
        assertThat(numbers("web.log.2")).containsExactly(0);
    }

    @Test
    void withoutALimitNothingIsMoved() throws Exception {
        FileLog log = log(LogSpec.builder().maxSize(0));

        print(log, 0, 1000);

        assertThat(names()).containsExactly("web.log");
    }

    @Test
    void withoutKeptFilesAFullFileGoes() throws Exception {
        FileLog log = log(LogSpec.builder().maxSize(2 * LINE).maxFiles(0));

        print(log, 0, 3);
        settle(log);

        assertThat(names()).containsExactly("web.log");
        assertThat(numbers("web.log")).containsExactly(2);
    }

    @Test
    void aFileAsOldAsTheIntervalIsFull() throws Exception {
        LogSpec.Builder daily = LogSpec.builder().interval(Duration.ofDays(1));
        print(log(daily), 0, 1);
        time.advance(Duration.ofHours(23));
        print(log(daily), 1, 2);
        time.advance(Duration.ofHours(1));
        print(log(daily), 2, 3);

        assertThat(numbers("web.log")).containsExactly(2);
        assertThat(numbers("web.log.1")).containsExactly(0, 1);
    }

    @Test
    void whatIsOlderThanItsAgeGoes() throws Exception {
        FileLog log = log(LogSpec.builder().maxSize(LINE).maxAge(Duration.ofDays(7)));
        print(log, 0, 3);
        Files.setLastModifiedTime(file("web.log.1"), at(Duration.ZERO));
        Files.setLastModifiedTime(file("web.log.2"), at(Duration.ofDays(-1)));
        time.advance(Duration.ofDays(6));

        print(log, 3, 4);
        settle(log);

        assertThat(names()).containsExactly("web.log", "web.log.1", "web.log.2");
        assertThat(numbers("web.log.2")).containsExactly(1);
    }

    @Test
    void keptFilesAreCompressedWithTheirTimeAndPermissions() throws Exception {
        FileLog log = log(LogSpec.builder().maxSize(2 * LINE).compress(true));
        print(log, 0, 3);
        Files.setLastModifiedTime(file("web.log.1"), at(Duration.ofDays(-3)));
        Files.setPosixFilePermissions(file("web.log.1"), PosixFilePermissions.fromString("rw-------"));

        settle(log);
        compress();

        assertThat(names()).containsExactly("web.log", "web.log.1.gz");
        assertThat(unzipped("web.log.1.gz")).containsExactly(0, 1);
        assertThat(Files.getLastModifiedTime(file("web.log.1.gz"))).isEqualTo(at(Duration.ofDays(-3)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("web.log.1.gz"))))
                .isEqualTo("rw-------");
    }

    @Test
    void nothingIsCompressedOrRemovedThatMayHaveToBeTakenBack() throws Exception {
        FileLog log = log(LogSpec.builder().maxSize(LINE).maxFiles(2).compress(true));
        log.mark();

        print(log, 0, 5);
        log.mark();
        compress();
        assertThat(names()).containsExactly("web.log", "web.log.1", "web.log.2", "web.log.3", "web.log.4");
        log.mark();
        compress();

        assertThat(names()).containsExactly("web.log", "web.log.1.gz", "web.log.2.gz");
    }

    @Test
    void whileOldFilesAreCompressedNewOnesAreNot() throws Exception {
        FileLog log = log(LogSpec.builder().maxSize(LINE).maxFiles(9).compress(true));
        print(log, 0, 2);
        settle(log);

        log.mark();
        print(log, 2, 4);
        compress();

        assertThat(names()).containsExactly("web.log", "web.log.1", "web.log.2", "web.log.3.gz");
    }

    @Test
    void filesMoveOnWhileOneIsCompressed() throws Exception {
        FileLog log = log(LogSpec.builder().maxSize(LINE).maxFiles(9).compress(true));
        print(log, 0, 2);
        settle(log);
        Runnable begun = background.remove(0);

        print(log, 2, 4);
        begun.run();
        print(log, 4, 5);
        settle(log);
        compress();

        assertThat(names()).containsExactly("web.log", "web.log.1.gz", "web.log.2.gz", "web.log.3.gz", "web.log.4.gz");
        for (int i = 0; i < 4; i++) {
            assertThat(unzipped("web.log." + (4 - i) + ".gz")).containsExactly(i);
        }
    }

    @Test
    void aCompressionThatWasInterruptedLosesNothing() throws Exception {
        print(log(LogSpec.builder().maxSize(2 * LINE)), 0, 3);
        Files.writeString(folder.resolve(".web.log.gz.tmp"), "half");
        Files.writeString(folder.resolve("web.log.1.gz"), "whole, but the other was not removed yet");

        FileLog next = log(LogSpec.builder().compress(true));
        print(next, 3, 4);
        assertThat(names()).containsExactly("web.log", "web.log.1");
        settle(next);
        compress();

        assertThat(names()).containsExactly("web.log", "web.log.1.gz");
        assertThat(unzipped("web.log.1.gz")).containsExactly(0, 1);
    }

    @Test
    void aGapLeftByAnInterruptionIsFilled() throws Exception {
        FileLog log = log(LogSpec.builder().maxSize(LINE).maxFiles(9));
        print(log, 0, 4);
        Files.move(file("web.log.3"), file("web.log.4"));

        print(log, 4, 5);

        assertThat(names()).containsExactly("web.log", "web.log.1", "web.log.2", "web.log.3", "web.log.4");
        assertThat(numbers("web.log.3")).containsExactly(1);
        assertThat(numbers("web.log.4")).containsExactly(0);
    }

    @Test
    void whatCannotBeMovedGoesOnGrowing() throws Exception {
        FileLog log = log(LogSpec.builder().maxSize(2 * LINE));
        Files.createDirectories(file("web.log.1/full"));
        for (int i = 2; i < 7; i++) {
            Files.createDirectories(file("web.log." + i + "/full"));
        }

        print(log, 0, 5);

        assertThat(numbers("web.log")).endsWith(4);
    }

    @Test
    void aHalfLineOfAnEarlierWriterIsEnded() throws Exception {
        Files.writeString(file, "[2024-01-01T12:00:00.000Z] STDOUT: ha");

        print(log(LogSpec.builder()), 7, 8);

        assertThat(Files.readAllLines(file))
                .containsExactly("[2024-01-01T12:00:00.000Z] STDOUT: ha", "[2024-01-01T12:00:00.000Z] STDOUT: 7");
    }

    @Test
    void rewindingTakesBackEvenFilesThatWereKeptSince() throws Exception {
        LogSpec.Builder small = LogSpec.builder().maxSize(3 * LINE).maxFiles(9);
        FileLog log = log(small);
        print(log, 0, 5);
        String mark = log.mark().orElseThrow();
        print(log, 5, 12);

        FileLog next = log(small);
        next.rewind(mark);
        print(next, 5, 10);

        assertThat(numbers("web.log")).containsExactly(9);
        assertThat(numbers("web.log.1")).containsExactly(6, 7, 8);
        assertThat(numbers("web.log.2")).containsExactly(3, 4, 5);
        List<Integer> found = new ArrayList<>();
        for (String name : oldestFirst()) {
            found.addAll(numbers(name));
        }
        assertThat(found).isEqualTo(IntStream.range(0, 10).boxed().toList());
    }

    @Test
    void rewindingFindsTheFileBehindAGapThatAnInterruptionHasLeft() throws Exception {
        LogSpec.Builder small = LogSpec.builder().maxSize(LINE).maxFiles(9);
        FileLog log = log(small);
        print(log, 0, 2);
        String mark = log.mark().orElseThrow();
        print(log, 2, 5);
        Files.move(file("web.log.4"), file("web.log.5"));
        Files.move(file("web.log.3"), file("web.log.4"));
        Files.move(file("web.log.2"), file("web.log.3"));

        log(small).rewind(mark);

        assertThat(names()).containsExactly("web.log", "web.log.1");
        assertThat(numbers("web.log")).containsExactly(1);
        assertThat(numbers("web.log.1")).containsExactly(0);
    }

    @Test
    void whatAnInterruptionHasLeftGoesWithoutAnythingPrinted() throws Exception {
        print(log(LogSpec.builder().maxSize(LINE)), 0, 2);
        Files.writeString(folder.resolve(".web.log.gz.tmp"), "half");
        Files.writeString(folder.resolve("web.log.1.gz"), "whole, but the other was not removed yet");

        log(LogSpec.builder()).rest();

        assertThat(names()).containsExactly("web.log", "web.log.1");
    }

    @Test
    void aMarkBeforeTheFirstLineDoesNotHideHowOldTheFileIs() throws Exception {
        LogSpec.Builder daily = LogSpec.builder().interval(Duration.ofDays(1));
        print(log(daily), 0, 1);
        time.advance(Duration.ofDays(1));
        FileLog next = log(daily);

        next.mark();
        print(next, 1, 2);

        assertThat(numbers("web.log")).containsExactly(1);
        assertThat(numbers("web.log.1")).containsExactly(0);
    }

    @Test
    void aMarkOfAFileThatIsGoneChangesNothing() throws Exception {
        FileLog log = log(LogSpec.builder());
        print(log, 0, 3);

        log.rewind("5 (dev=1,ino=2)");
        log.rewind("nonsense");
        log.rewind("");

        assertThat(numbers("web.log")).containsExactly(0, 1, 2);
    }

    private FileLog log(LogSpec.Builder spec) {
        return new FileLog(new ProcessId("web"), file, spec.build(), background::add, time);
    }

    private static void print(FileLog log, int from, int to) {
        for (int i = from; i < to; i++) {
            log.write(Lines.of(Stream.STDOUT, NOON, Integer.toString(i), false));
        }
        log.flush();
    }

    /** What was printed so far is noted. */
    private static void settle(FileLog log) {
        assertThat(log.mark()).isPresent();
        log.rest();
    }

    private void compress() {
        List.copyOf(background).forEach(Runnable::run);
        background.clear();
    }

    private FileTime at(Duration later) {
        return FileTime.from(time.now().wall().plus(later));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private List<String> names() throws IOException {
        try (java.util.stream.Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private List<String> oldestFirst() throws IOException {
        return names().stream()
                .sorted(Comparator.comparingInt(
                                (String name) -> name.equals("web.log") ? 0 : Integer.parseInt(name.substring(8)))
                        .reversed())
                .toList();
    }

    private List<Integer> numbers(String name) throws IOException {
        return numbers(Files.readAllLines(file(name)));
    }

    private List<Integer> unzipped(String name) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file(name)))) {
            return numbers(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
    }

    private static List<Integer> numbers(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceFirst("\\[[^ ]*Z] STDOUT: ", ""))
                .map(Integer::valueOf)
                .toList();
    }
}
