package dev.upkeep.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.internal.system.ShortCommand;
import dev.upkeep.process.Command;
import dev.upkeep.process.Command.Inherited;
import dev.upkeep.process.Exit;
import dev.upkeep.process.Limits;
import dev.upkeep.process.Limits.Range;
import dev.upkeep.process.Limits.Resource;
import dev.upkeep.spi.LiveProcess;
import dev.upkeep.spi.ProcessLauncher.LaunchException;
import dev.upkeep.testing.Machine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a process may take of the machine, and whom it runs as. */
class LimitsTest extends BedTest {
    private static final String NOBODY = "65534";

    @BeforeEach
    void prepare() {
        Machine.requireTools("prlimit", "nice", "setpriv");
    }

    @Test
    void ulimitsHoldBothWays() throws Exception {
        Limits limits = Limits.builder()
                .ulimit(Resource.NOFILE, 100, 200)
                .ulimit(Resource.CORE, 0, 0)
                .ulimit(Resource.CPU, 3600, Range.UNLIMITED)
                .build();

        ran("ulimit -Sn; ulimit -Hn; ulimit -c; ulimit -St; ulimit -Ht", limits);

        assertThat(bed.printed.out()).containsExactly("100", "200", "0", "3600", "unlimited");
    }

    @Test
    void aFileGrowsNoLargerThanItMay() throws Exception {
        Limits limits = Limits.builder().ulimit(Resource.FSIZE, 4096, 4096).build();

        LiveProcess process = bed.shell("exec dd if=/dev/zero of=big bs=8192 count=1", limits);

        assertThat(Bed.exit(process)).isNotEqualTo(new Exit.Code(0));
        assertThat(folder.resolve("big")).hasSize(4096);
    }

    @Test
    void nicenessIsAbsolute() throws Exception {
        ran("nice", Limits.builder().nice(7).build());

        assertThat(bed.printed.out()).containsExactly("7");
    }

    @Test
    void aUmaskIsSet() throws Exception {
        ran("umask", Limits.builder().umask(0027).build());

        assertThat(bed.printed.out()).containsExactly("0027");
    }

    @Test
    void allOfThemTogetherKeepThePidAndTheSession() throws Exception {
        Limits limits = Limits.builder()
                .ulimit(Resource.NOFILE, 100, 200)
                .nice(3)
                .umask(0077)
                .build();

        LiveProcess process = ran("cut -d' ' -f1,5,6 /proc/$$/stat; nice; umask; ulimit -n", limits);

        String pid = Long.toString(process.pid());
        assertThat(bed.printed.out()).containsExactly(String.join(" ", pid, pid, pid), "3", "0077", "100");
    }

    @Test
    void argumentsArriveThroughTheShellOfTheUmaskAsTheyAre() throws Exception {
        Limits limits = Limits.builder().umask(0).build();
        Bed.gone(bed.launch(new Command(
                "printf",
                List.of("<%s>\\n", "a b", "$HOME", "", "*", "-n"),
                Optional.of(folder),
                Map.of(),
                Inherited.ALL,
                List.of(),
                limits)));

        assertThat(bed.printed.out()).containsExactly("<a b>", "<$HOME>", "<>", "<*>", "<-n>");
    }

    @Test
    void anotherUserIsKnownToItsProgramsWithAllItsGroups() throws Exception {
        Machine.requireRoot();

        ran(
                "id -u; id -g; echo $USER $LOGNAME $HOME; id -G",
                Limits.builder().user("nobody").build());

        List<String> out = bed.printed.out();
        assertThat(out.get(0)).isEqualTo(NOBODY);
        assertThat(out.get(2)).startsWith("nobody nobody /");
        assertThat(out.get(3)).doesNotContainPattern("\\b0\\b").contains(out.get(1));
    }

    @Test
    void aGroupMayBeNamedToo() throws Exception {
        Machine.requireRoot();

        ran("id -u; id -g", Limits.builder().user("nobody:1").build());

        assertThat(bed.printed.out()).containsExactly(NOBODY, "1");
    }

    @Test
    void aUserThatOnlyItsNumberIsKnownOfNeedsAGroupAndIsInNoOther() throws Exception {
        Machine.requireRoot();
        refused(Limits.builder().user("54321").build(), "user: \"54321\" is not known", "54321:GROUP");

        ran("id -u; id -G; echo $HOME", Limits.builder().user("54321:54322").build());

        assertThat(bed.printed.out()).containsExactly("54321", "54322", "/");
    }

    @Test
    void whatTheCommandSetsWinsOverWhatTheUserBrings() throws Exception {
        Machine.requireRoot();
        Bed.gone(bed.launch(new Command(
                "sh",
                List.of("-c", "echo $HOME"),
                Optional.of(folder),
                Map.of("HOME", "/elsewhere"),
                Inherited.ALL,
                List.of(),
                Limits.builder().user("nobody").build())));

        assertThat(bed.printed.out()).containsExactly("/elsewhere");
    }

    @Test
    void limitsAreSetBeforeTheRightsForThemAreGivenUp() throws Exception {
        Machine.requireRoot();
        Machine.requireThat(mayBeNicerToItself(), "even root may not lower its niceness here");
        Limits limits = Limits.builder().nice(-5).umask(0007).user("nobody").build();

        ran("nice; umask; id -u", limits);

        assertThat(bed.printed.out()).containsExactly("-5", "0007", NOBODY);
    }

    @Test
    void aUserThatDoesNotExistIsSaid() {
        refused(Limits.builder().user("no-such-user").build(), "user: \"no-such-user\" is not known to this system");
    }

    @Test
    void whatTheSystemRefusesIsSaidBeforeThereIsAProcess() {
        Limits limits = Limits.builder().user("nobody:no-such-group").build();

        refused(limits, "user: refused by the system: ", "no-such-group");

        assertThat(bed.pidFile()).doesNotExist();
    }

    @Test
    void limitsUnderWhichNothingCanStartAreSaidToBeTooSmall() {
        Limits limits = Limits.builder().ulimit(Resource.AS, 1000, 1000).build();

        refused(limits, "ulimits: refused by the system: ", "may be too small for any program to start: raise them");
    }

    @Test
    void withoutTheRightsNothingIsStarted() {
        Machine.requireThat(!Machine.isRoot(), "run as root");

        refused(Limits.builder().user("root").build(), "user: refused by the system: ", "as root");
        refused(Limits.builder().nice(-5).build(), "nice: refused by the system: ", "as root");
    }

    @Test
    void aMissingProgramIsSaidWithWhereItComesFrom() {
        Prefix prefix = new Prefix(new ProgramSearch("/nowhere", folder));
        var launch =
                bed.described(Limits.builder().ulimit(Resource.NOFILE, 1, 1).build());

        assertThatThrownBy(() -> prefix.of(launch, Optional.empty()))
                .hasMessage("ulimits: needs the program prlimit, which is not on PATH. Install util-linux");
    }

    @Test
    void withoutLimitsNothingIsPutBeforeTheProgramButTheSession() throws Exception {
        Prefix prefix = new Prefix(ProgramSearch.here());

        assertThat(prefix.of(bed.described(Limits.NONE), Optional.empty()))
                .hasSizeLessThanOrEqualTo(1)
                .allMatch(word -> word.endsWith("/setsid"));
    }

    private static boolean mayBeNicerToItself() throws Exception {
        return ShortCommand.ask(List.of("nice", "-n", "-5", "true"), Duration.ofSeconds(10))
                .err()
                .isEmpty();
    }

    private LiveProcess ran(String script, Limits limits) throws Exception {
        LiveProcess process = bed.shell(script, limits);
        Bed.gone(process);
        assertThat(bed.printed.err()).isEmpty();
        return process;
    }

    private void refused(Limits limits, String... said) {
        assertThatThrownBy(() -> bed.shell("exit 0", limits))
                .isInstanceOf(LaunchException.class)
                .hasMessageContainingAll(said);
    }
}
