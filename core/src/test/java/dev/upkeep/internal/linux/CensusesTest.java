package dev.upkeep.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over a {@code /proc} made by hand. */
class CensusesTest {
    @TempDir
    Path proc;

    private Censuses censuses;

    @BeforeEach
    void begin() throws Exception {
        censuses = new Censuses(new ProcFs(proc), "MARK");
        Files.writeString(proc.resolve("uptime"), "1000.00 500.00\n");
        Files.createDirectory(proc.resolve("sys"));
    }

    @Test
    void processesAreFoundByWhatTiesThem() throws Exception {
        process(10, 1, 10, 50, "A=b", "MARK=x");
        process(11, 10, 10, 51, "A=b");
        process(12, 1, 12, 52, "MARK=y");

        Census census = censuses.ask().get();

        assertThat(census.find(11)).map(ProcStat::parent).contains(10L);
        assertThat(pids(census.children(10))).containsExactly(11L);
        assertThat(pids(census.session(10))).containsExactlyInAnyOrder(10L, 11L);
        assertThat(pids(census.marked("x"))).containsExactly(10L);
        assertThat(census.marked("z")).isEmpty();
    }

    @Test
    void allWhoAskedBeforeItBeganShareOne() throws Exception {
        Supplier<Census> first = censuses.ask();
        Supplier<Census> second = censuses.ask();

        assertThat(first.get()).isSameAs(second.get()).isSameAs(first.get());
    }

    @Test
    void whoAsksLaterGetsALaterOne() throws Exception {
        censuses.ask().get();
        process(10, 1, 10, 50);

        assertThat(censuses.ask().get().find(10)).isPresent();
    }

    @Test
    void whatCannotBeSeenIsNotTakenForGone() {
        Supplier<Census> blind = new Censuses(new ProcFs(proc.resolve("nowhere")), "MARK").ask();

        assertThatThrownBy(blind::get).hasMessageEndingWith("nowhere cannot be listed");
    }

    @Test
    void environmentsOfSettledProcessesAreReadOnce() throws Exception {
        process(10, 1, 10, 50, "MARK=x");
        assertThat(censuses.ask().get().marked("x")).hasSize(1);

        process(10, 1, 10, 50, "MARK=other");

        assertThat(censuses.ask().get().marked("x")).hasSize(1);
    }

    @Test
    void environmentsOfYoungProcessesAreReadAgain() throws Exception {
        process(10, 1, 10, 100_000);
        assertThat(censuses.ask().get().marked("x")).isEmpty();

        process(10, 1, 10, 100_000, "MARK=x");

        assertThat(censuses.ask().get().marked("x")).hasSize(1);
    }

    @Test
    void aPidUsedAgainIsAnother() throws Exception {
        process(10, 1, 10, 50, "MARK=x");
        assertThat(censuses.ask().get().marked("x")).hasSize(1);

        process(10, 1, 10, 60);

        assertThat(censuses.ask().get().marked("x")).isEmpty();
    }

    @Test
    void whatIsOlderIsNotLookedAt() throws Exception {
        process(10, 1, 10, 50);
        process(20, 1, 20, 60, "MARK=x");
        process(30, 20, 20, 70);
        numbering(100, 30);
        Since since = new ProcFs(proc).since(20);
        numbering(101, 31);

        Census census = censuses.ask(since).get();

        assertThat(census.find(10)).isEmpty();
        assertThat(pids(census.session(20))).containsExactlyInAnyOrder(20L, 30L);
        assertThat(pids(census.marked("x"))).containsExactly(20L);
    }

    @Test
    void whoAsksForMoreGetsMoreForAll() throws Exception {
        process(10, 1, 10, 50);
        process(20, 1, 20, 60);
        numbering(100, 20);
        Since since = new ProcFs(proc).since(20);

        Supplier<Census> few = censuses.ask(since);
        Supplier<Census> all = censuses.ask();

        assertThat(few.get()).isSameAs(all.get());
        assertThat(few.get().find(10)).isPresent();
    }

    @Test
    void whoIsLaunchedAtTheSameTimeIsSeenWhateverWasCountedFirst() throws Exception {
        process(20, 1, 20, 50);
        process(21, 1, 21, 50);
        numbering(101, 21);
        Since greater = new ProcFs(proc).since(21);
        numbering(102, 22);
        Since smaller = new ProcFs(proc).since(20);

        censuses.ask(greater);
        Census census = censuses.ask(smaller).get();

        assertThat(census.find(20)).isPresent();
        assertThat(census.find(21)).isPresent();
    }

    @Test
    void whenPidsCameRoundBetweenTwoWhoAskAllAreLookedAt() throws Exception {
        process(10, 1, 10, 70);
        process(900, 1, 900, 50);
        process(20, 1, 20, 80);
        numbering(100, 900);
        Since before = new ProcFs(proc).since(900);
        numbering(200, 20);
        Since after = new ProcFs(proc).since(20);

        censuses.ask(before);

        assertThat(censuses.ask(after).get().find(10)).isPresent();
    }

    @Test
    void marksOfThoseNotLookedAtStayRemembered() throws Exception {
        process(10, 1, 10, 50, "MARK=x");
        numbering(100, 10);
        assertThat(censuses.ask().get().marked("x")).hasSize(1);
        censuses.ask(new ProcFs(proc).since(20)).get().marked("x");

        process(10, 1, 10, 50, "MARK=other");

        assertThat(censuses.ask().get().marked("x")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"101, 19", "600, 20", "99, 20"})
    void whenPidsMayHaveComeRoundAllAreLookedAt(long begun, long last) throws Exception {
        process(10, 1, 10, 50);
        process(20, 1, 20, 40);
        numbering(100, 20);
        Since since = new ProcFs(proc).since(20);

        numbering(begun, last);

        assertThat(censuses.ask(since).get().find(10)).isPresent();
    }

    @Test
    void whereTheKernelDoesNotCountAllAreLookedAt() throws Exception {
        process(10, 1, 10, 50);

        assertThat(censuses.ask(new ProcFs(proc).since(20)).get().find(10)).isPresent();
    }

    @Test
    void theCountOfThisSystemIsUnderstood() {
        long self = ProcessHandle.current().pid();
        ProcFs real = new ProcFs();

        assertThat(real.isPresent()
                        && real.numbering().begun() > 0
                        && real.numbering().most() > self)
                .isEqualTo(real.isPresent());
    }

    private void numbering(long begun, long last) throws Exception {
        Files.writeString(proc.resolve("stat"), "cpu 1 2 3\nprocesses " + begun + "\nprocs_running 1\n");
        Files.writeString(proc.resolve("loadavg"), "0.00 0.00 0.00 1/100 " + last + "\n");
        Files.writeString(Files.createDirectories(proc.resolve("sys/kernel")).resolve("pid_max"), "1000\n");
    }

    private void process(long pid, long parent, long session, long start, String... environment) throws Exception {
        Path folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
        String fields = " S " + parent + " " + session + " " + session + " 0 0 0 0 0 0 0 0 0 0 0 20 0 1 0 " + start;
        Files.writeString(folder.resolve("stat"), pid + " (x)" + fields + " 0 0\n");
        Files.writeString(folder.resolve("environ"), String.join("\0", environment) + "\0");
    }

    private static List<Long> pids(List<ProcStat> processes) {
        return processes.stream().map(ProcStat::pid).toList();
    }
}
