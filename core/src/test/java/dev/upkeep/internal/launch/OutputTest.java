package dev.upkeep.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.internal.launch.Printed.Line;
import dev.upkeep.internal.output.LineSplitter;
import dev.upkeep.log.Stream;
import dev.upkeep.spi.LiveProcess;
import dev.upkeep.spi.OutputSink;
import dev.upkeep.testing.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutputTest extends BedTest {
    @Test
    void bothStreamsAreHandedOverBeforeItIsGone() throws Exception {
        Bed.gone(bed.shell("echo out; echo err >&2"));

        assertThat(bed.printed.lines())
                .containsExactlyInAnyOrder(
                        new Line(Stream.STDOUT, "out", false), new Line(Stream.STDERR, "err", false));
    }

    @Test
    void manyLinesComeCompleteAndInOrder() throws Exception {
        Bed.gone(bed.shell("i=0; while [ $i -lt 10000 ]; do echo $i; i=$((i+1)); done"));

        assertThat(bed.printed.out())
                .isEqualTo(
                        IntStream.range(0, 10_000).mapToObj(Integer::toString).toList());
    }

    @Test
    void aLineIsHandedOverWhileTheProcessLives() throws Exception {
        LiveProcess process = bed.shell("echo first; exec sleep 1000");

        Waits.until(() -> bed.printed.out().contains("first"));
        assertThat(Bed.lives(process.pid())).isTrue();
    }

    @Test
    void theLastLineNeedsNoLineEnd() throws Exception {
        Bed.gone(bed.shell("printf 'whole\\nhalf'"));

        assertThat(bed.printed.out()).containsExactly("whole", "half");
    }

    @Test
    void aLineTooLongGoesOnInTheNextAndSaysSo() throws Exception {
        Bed.gone(bed.launch(bed.command("python3", "-c", "print('x' * 40_000); print('next')")));

        String longest = "x".repeat(LineSplitter.LONGEST);
        assertThat(bed.printed.lines())
                .containsExactly(
                        new Line(Stream.STDOUT, longest, true),
                        new Line(Stream.STDOUT, longest, true),
                        new Line(Stream.STDOUT, "x".repeat(40_000 - 2 * LineSplitter.LONGEST), false),
                        new Line(Stream.STDOUT, "next", false));
    }

    @Test
    void whatIsNoTextIsReplaced() throws Exception {
        Bed.gone(bed.shell("printf 'a\\377\\000b\\n'"));

        assertThat(bed.printed.out()).containsExactly("a\uFFFD\0b");
    }

    @Test
    void whatGrandchildrenPrintAfterTheRootsExitIsHandedOver() throws Exception {
        Path go = folder.resolve("go");
        LiveProcess process = bed.shell("(while [ ! -e go ]; do sleep 0.01; done; echo late) & echo early");
        Bed.exit(process);
        assertThat(process.gone().toCompletableFuture()).isNotDone();

        Files.createFile(go);

        Bed.gone(process);
        assertThat(bed.printed.out()).containsExactly("early", "late");
    }

    @Test
    void aSpoolRemovedUnderItsReaderIsReadOn() throws Exception {
        LiveProcess process = bed.shell("while [ ! -e go ]; do echo one; sleep 0.01; done; echo two");
        Waits.until(() -> bed.printed.out().contains("one"));
        for (Path file : files(folder.resolve(".upkeep/spool"))) {
            Files.delete(file);
        }

        Files.createFile(folder.resolve("go"));

        Bed.gone(process);
        assertThat(bed.printed.out()).endsWith("one", "two");
    }

    @Test
    void aSinkThatFailsHarmsNobody() throws Exception {
        OutputSink failing = (stream, time, text, truncated) -> {
            throw new IllegalStateException("on purpose");
        };

        Bed.gone(bed.launch(bed.command("echo", "unheard"), failing));
        Bed.gone(bed.shell("echo heard"));

        assertThat(bed.printed.out()).containsExactly("heard");
    }

    @Test
    void aSinkThatMissesAClassHarmsNobody() throws Exception {
        OutputSink failing = (stream, time, text, truncated) -> {
            throw new NoClassDefFoundError("on purpose");
        };

        Bed.gone(bed.launch(bed.command("echo", "unheard"), failing));
        Bed.gone(bed.shell("echo heard"));

        assertThat(bed.printed.out()).containsExactly("heard");
    }

    @Test
    void closingTheLauncherKeepsNothingThatIsStillPrintedBack() throws Exception {
        LiveProcess process = bed.shell("while [ ! -e go ]; do sleep 0.01; done; echo late");
        bed.launcher.close();

        Files.createFile(folder.resolve("go"));

        Bed.gone(process);
        assertThat(bed.printed.out()).containsExactly("late");
    }

    @Test
    void spoolFilesAreForTheirOwnerOnlyAndDoNotStay() throws Exception {
        LiveProcess process = bed.shell("exec sleep 1000");
        Path spool = folder.resolve(".upkeep/spool");
        assertThat(permissions(folder.resolve(".upkeep"))).isEqualTo("rwx------");
        assertThat(files(spool))
                .hasSize(4)
                .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));

        process.signal(dev.upkeep.process.Signal.SIGKILL);

        Bed.gone(process);
        assertThat(files(spool)).isEmpty();
    }

    private static List<Path> files(Path folder) throws Exception {
        try (java.util.stream.Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static String permissions(Path file) throws Exception {
        return java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
