package dev.upkeep.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.internal.launch.Printed.Line;
import dev.upkeep.internal.linux.ProcFs;
import dev.upkeep.process.Exit;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.spi.LiveProcess;
import dev.upkeep.spi.Orphan;
import dev.upkeep.testing.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a launcher makes of what a killed JVM has left: another one that launched, and was killed with SIGKILL. */
class AdoptionTest {
    @TempDir
    Path folder;

    private final List<Long> pids = new ArrayList<>();
    private Bed bed;

    @AfterEach
    void nothingLives() {
        if (bed != null) {
            bed.close();
        }
        for (long pid : pids) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            Waits.until(() -> !Bed.lives(pid));
        }
    }

    @Test
    void whatLivesIsFoundWithItsAgeAndItsNotes() throws Exception {
        long pid = left("exec sleep 1000");

        List<Orphan> orphans = next().launcher.orphans();

        assertThat(orphans).hasSize(1);
        Orphan orphan = orphans.get(0);
        assertThat(orphan.id().value()).isEqualTo("web");
        assertThat(orphan.pid()).isEqualTo(pid);
        assertThat(orphan.age()).isPositive();
        assertThat(orphan.notes()).isEqualTo(Map.of("said", "a\\b=\nc"));
    }

    @Test
    void whatWasRenamedIsFoundUnderItsNewIdAndItsPidFileIsMoved() throws Exception {
        long pid = left("exec sleep 1000");
        LiveProcess process = adopted();
        Path moved = folder.resolve("run/next.pid");

        assertThat(process.rename(new ProcessId("next"), moved, Map.of("said", "more")))
                .isEmpty();

        Orphan orphan;
        try (Bed other = new Bed(folder)) {
            orphan = other.launcher.orphans().get(0);
        }
        assertThat(orphan.id().value()).isEqualTo("next");
        assertThat(orphan.pid()).isEqualTo(pid);
        assertThat(orphan.notes()).isEqualTo(Map.of("said", "more"));
        assertThat(Files.readAllLines(moved)).startsWith(Long.toString(pid)).hasSizeGreaterThan(1);
        assertThat(folder.resolve("pids")).isEmptyDirectory();
        process.signal(Signal.SIGKILL);
        Bed.gone(process);
        assertThat(moved).doesNotExist();
        assertThat(process.rename(new ProcessId("late"), moved, Map.of())).isEmpty();
        assertThat(moved.getParent()).isEmptyDirectory();
    }

    @Test
    void aPidFileOfAnotherProcessThatLivesIsNotTaken() throws Exception {
        left("exec sleep 1000");
        LiveProcess process = adopted();
        Path taken = Files.copy(folder.resolve("pids/web.pid"), folder.resolve("pids/taken.pid"));

        assertThat(process.rename(new ProcessId("next"), taken, Map.of()))
                .hasValueSatisfying(why -> assertThat(why).contains("which still lives"));

        try (Bed other = new Bed(folder)) {
            assertThat(other.launcher.orphans()).extracting(o -> o.id().value()).containsExactly("web");
        }
    }

    @Test
    void itsOutputGoesOnWhereItWasReadUpTo() throws Exception {
        left("echo first; while [ ! -e go ]; do sleep 0.01; done; echo second; printf third; sleep 1000", "noted");

        LiveProcess process = adopted();
        Files.createFile(folder.resolve("go"));

        Waits.until(() -> bed.printed.out().contains("second"));
        process.signal(Signal.SIGKILL);
        Bed.gone(process);
        assertThat(bed.printed.out()).containsExactly("second", "third");
        assertThat(folder.resolve(".upkeep/spool")).isEmptyDirectory();
        assertThat(folder.resolve("pids")).isEmptyDirectory();
    }

    @Test
    void itsEndIsSeenSoonAndNobodyKnowsTheCode() throws Exception {
        long pid = left("exec sleep 1000");
        LiveProcess process = adopted();

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        assertThat(Bed.exit(process)).isEqualTo(new Exit.Unknown());
        Bed.gone(process);
    }

    @Test
    void itsWholeTreeIsStopped() throws Exception {
        left("sleep 1001 & setsid sleep 1002 & sleep 1003 & wait");
        String launch = launch();
        Waits.until(() -> marked(launch).size() == 4);
        LiveProcess process = adopted();

        process.signal(Signal.SIGKILL);

        Bed.gone(process);
        assertThat(marked(launch)).isEmpty();
    }

    @Test
    void whatIsLeftOfATreeWithoutItsRootIsFoundAndCanBeStopped() throws Exception {
        long pid = left("sleep 1001 & exec sleep 1002");
        String launch = launch();
        Waits.until(() -> marked(launch).size() == 2);
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        Waits.until(() -> !Bed.lives(pid));

        Bed next = next();
        Orphan orphan = next.launcher.orphans().get(0);
        assertThat(orphan.isAlive()).isFalse();
        LiveProcess process = next.adopt(orphan);
        assertThat(Bed.exit(process)).isEqualTo(new Exit.Unknown());
        assertThat(process.gone().toCompletableFuture()).isNotDone();
        process.signal(Signal.SIGTERM);

        Bed.gone(process);
        assertThat(marked(launch)).isEmpty();
    }

    @Test
    void lastWordsAreHandedOverAndNothingStays() throws Exception {
        long pid = left("while [ ! -e go ]; do sleep 0.01; done; echo last; echo words >&2");
        Files.createFile(folder.resolve("go"));
        Waits.until(() -> !Bed.lives(pid));

        Bed.gone(adopted());

        assertThat(bed.printed.lines())
                .containsExactlyInAnyOrder(
                        new Line(dev.upkeep.log.Stream.STDOUT, "last", false),
                        new Line(dev.upkeep.log.Stream.STDERR, "words", false));
        assertThat(folder.resolve(".upkeep/spool")).isEmptyDirectory();
        assertThat(next().launcher.orphans()).isEmpty();
    }

    @Test
    void withoutARecordItIsFoundByItsMark() throws Exception {
        long pid = left("sleep 1001 & exec sleep 1002");
        Files.delete(file(".run"));

        Orphan orphan = next().launcher.orphans().get(0);
        bed.adopt(orphan); // and so its whole tree is ended with the bed

        assertThat(orphan.pid()).isEqualTo(pid);
        assertThat(orphan.notes()).isEmpty();
    }

    @Test
    void recordsCutShortAnywhereOrFullOfRubbishAreSurvived() throws Exception {
        long pid = left("exec sleep 1000");
        byte[] whole = Files.readAllBytes(file(".run"));
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(file(".run"), java.util.Arrays.copyOf(whole, length));
            assertThat(next().launcher.orphans())
                    .extracting(Orphan::pid)
                    .as("cut at " + length)
                    .containsExactly(pid);
        }
        for (byte[] rubbish :
                List.of(new byte[whole.length], new byte[100_000], "pid=x\nboot\n=\nstart=-1\n".getBytes())) {
            Files.write(file(".run"), rubbish);
            assertThat(next().launcher.orphans()).extracting(Orphan::pid).containsExactly(pid);
        }
    }

    @Test
    void withoutAPositionNothingIsLost() throws Exception {
        left("echo first; while [ ! -e go ]; do sleep 0.01; done; echo second; exec sleep 1000", "first");
        for (byte[] rubbish : List.of(new byte[0], new byte[1024], "12345678 1 5 5 \n".getBytes())) {
            Files.write(file(".pos"), rubbish);
        }
        Files.createFile(folder.resolve("go"));

        LiveProcess process = adopted();

        Waits.until(() -> bed.printed.out().contains("second"));
        assertThat(bed.printed.out()).containsExactly("first", "second");
        process.signal(Signal.SIGKILL);
    }

    @Test
    void strangeFilesAmongTheSpoolsAreLeftAlone() throws Exception {
        Path spool = Files.createDirectories(folder.resolve(".upkeep/spool"));
        Files.createFile(spool.resolve("notes.txt"));
        Files.createFile(spool.resolve("~.out"));
        Files.createDirectory(spool.resolve("we b~1.out"));

        assertThat(next().launcher.orphans()).isEmpty();

        assertThat(spool).isDirectoryContaining("glob:**notes.txt");
    }

    @Test
    void aStrangerWhomTheRecordNamesIsNeverTouched() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "1000").start();
        try {
            long pid = left("exec sleep 1000");
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            Waits.until(() -> !Bed.lives(pid));
            long start = new ProcFs().stat(stranger.pid()).orElseThrow().start();
            Files.writeString(
                    file(".run"), "start=" + start + "\npid=" + stranger.pid() + "\n", StandardOpenOption.APPEND);

            Orphan orphan = next().launcher.orphans().get(0);
            assertThat(orphan.isAlive()).isFalse();
            LiveProcess process = bed.adopt(orphan);
            process.signal(Signal.SIGKILL);

            Bed.gone(process);
            assertThat(Bed.lives(stranger.pid())).isTrue();
        } finally {
            Waits.value(stranger.destroyForcibly().onExit());
        }
    }

    @Test
    void aStrangersSessionUnderTheOldPidIsNeverTouched() throws Exception {
        Process stranger = new ProcessBuilder("setsid", "sh", "-c", "sleep 1001 & sleep 1002").start();
        try {
            long pid = left("exec sleep 1000");
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            Waits.until(() -> !Bed.lives(pid) && stranger.descendants().count() == 2);
            List<Long> strangers =
                    stranger.descendants().map(ProcessHandle::pid).toList();
            Files.writeString(file(".run"), "start=1\npid=" + stranger.pid() + "\n", StandardOpenOption.APPEND);
            Waits.value(stranger.destroyForcibly().onExit());
            assertThat(stranger.waitFor(30, TimeUnit.SECONDS)).isTrue();
            pids.addAll(strangers);

            LiveProcess process = adopted();
            process.signal(Signal.SIGKILL);

            Bed.gone(process);
            assertThat(strangers).allMatch(Bed::lives);
        } finally {
            Waits.value(stranger.destroyForcibly().onExit());
        }
    }

    @Test
    void aProcessThatOverwroteItsEnvironmentIsKnownByWhatItPrintsTo() throws Exception {
        long pid = left("exec env -i sleep 1000");
        Waits.until(() -> new ProcFs().variable(pid, "UPKEEP_LAUNCH").isEmpty());

        assertThat(next().launcher.orphans()).extracting(Orphan::pid).containsExactly(pid);
    }

    /** Has a JVM launch a script and kills it when it is launched; answers the pid of the script. */
    private long left(String script) throws Exception {
        return left(script, "launched");
    }

    private long left(String script, String seen) throws Exception {
        long pid = Victim.leave(folder, script, seen);
        pids.add(pid);
        return pid;
    }

    private Bed next() {
        if (bed != null) {
            bed.close();
        }
        bed = new Bed(folder);
        return bed;
    }

    private LiveProcess adopted() {
        Bed next = next();
        return next.adopt(next.launcher.orphans().get(0));
    }

    private Path file(String end) throws Exception {
        try (java.util.stream.Stream<Path> files = Files.list(folder.resolve(".upkeep/spool"))) {
            return files.filter(file -> file.toString().endsWith(end))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String launch() throws Exception {
        return file(".out").getFileName().toString().replaceAll(".*~|\\.out", "");
    }

    /** Who carries the mark of a launch. */
    private static List<Long> marked(String launch) throws Exception {
        try (java.util.stream.Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+"))
                    .map(Long::parseLong)
                    .filter(pid -> new ProcFs()
                            .variable(pid, "UPKEEP_LAUNCH")
                            .filter(launch::equals)
                            .isPresent())
                    .filter(Bed::lives)
                    .collect(Collectors.toList());
        }
    }
}
