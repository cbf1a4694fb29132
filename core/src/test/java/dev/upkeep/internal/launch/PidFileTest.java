package dev.upkeep.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.spi.LiveProcess;
import dev.upkeep.spi.ProcessLauncher.LaunchException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a pid file that is there already means to a launch. */
class PidFileTest extends BedTest {
    @BeforeEach
    void prepare() throws Exception {
        Files.createDirectories(bed.pidFile().getParent());
    }

    @Test
    void whatAnEarlierRunLeftAliveGetsNoDoubleUntilItHasEnded() throws Exception {
        LiveProcess orphan = bed.shell("exec sleep 1000");
        try (Bed next = new Bed(folder)) {
            long pid = orphan.pid();

            assertThatThrownBy(() -> next.shell("touch started"))
                    .isInstanceOf(LaunchException.class)
                    .hasMessage("pid " + pid + " of an earlier run still lives (" + bed.pidFile()
                            + "); end it with kill " + pid);
            assertThat(folder.resolve("started")).doesNotExist();
            assertThat(Files.readAllLines(bed.pidFile())).startsWith(Long.toString(pid));
            assertThat(bed.pidFile().getParent()).isDirectoryNotContaining("glob:**.new");

            assertThat(ProcessHandle.of(pid).orElseThrow().destroy()).isTrue();
            Bed.gone(orphan);
            Bed.gone(next.shell("touch started"));
            assertThat(folder.resolve("started")).exists();
        }
    }

    @Test
    void aPidThatIsNotProvedToBeTheSameProcessIsNoHindrance() throws Exception {
        Files.writeString(bed.pidFile(), ProcessHandle.current().pid() + "\nstart=1\nboot=none\nlaunch=0badcafe.1\n");
        Bed.gone(bed.shell("exit 0"));

        Files.writeString(bed.pidFile(), ProcessHandle.current().pid() + "\n");
        Bed.gone(bed.shell("exit 0"));

        Files.createFile(bed.pidFile());
        Bed.gone(bed.shell("exit 0"));
    }

    @Test
    void aFileThatIsNoPidFileIsNeverTouched() throws Exception {
        Files.writeString(bed.pidFile(), "my diary\n");

        refusedBecauseOf(bed.pidFile());

        assertThat(bed.pidFile()).hasContent("my diary\n");
    }

    @Test
    void norIsOneWhereItIsDrafted() throws Exception {
        Path draft = Files.writeString(bed.pidFile().resolveSibling(".web.pid.new"), "my diary\n");

        refusedBecauseOf(draft);

        assertThat(draft).hasContent("my diary\n");
    }

    @Test
    void aNamedPipeIsNoPidFile() throws Exception {
        Process mkfifo = new ProcessBuilder("mkfifo", bed.pidFile().toString()).start();
        assertThat(mkfifo.waitFor(30, TimeUnit.SECONDS)).isTrue();

        refusedBecauseOf(bed.pidFile());

        assertThat(bed.pidFile()).exists();
    }

    private void refusedBecauseOf(Path file) {
        assertThatThrownBy(() -> bed.shell("touch started"))
                .isInstanceOf(LaunchException.class)
                .hasMessage("pidFile: " + bed.pidFile() + " cannot be written: " + file
                        + " exists and is no pid file (expected: a number in its first line)."
                        + " Move it away, or correct pidFile");
        assertThat(folder.resolve("started")).doesNotExist();
    }
}
