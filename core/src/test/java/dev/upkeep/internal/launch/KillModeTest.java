package dev.upkeep.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.Exit;
import dev.upkeep.process.KillMode;
import dev.upkeep.process.Signal;
import dev.upkeep.spi.LiveProcess;
import dev.upkeep.testing.Waits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom signals are for, and whether they arrive. */
class KillModeTest extends BedTest {
    @ParameterizedTest
    @EnumSource(
            value = Signal.class,
            names = {"SIGTERM", "SIGKILL", "SIGINT"})
    void aSignalForTheProcessReachesNobodyElse(Signal signal) throws Exception {
        LiveProcess process = bed.shell("sleep 1000 & echo $!; exec sleep 1000", signal, KillMode.PROCESS);
        long child = firstPid();

        process.signal(signal);

        assertThat(Bed.exit(process)).isEqualTo(new Exit.Code(128 + signal.number()));
        Bed.gone(process);
        assertThat(bed.pidFile()).doesNotExist();
        assertThat(Bed.lives(child)).isTrue();
        end(child);
    }

    @Test
    void whatARootLeavesBehindKeepsNobodyWaiting() throws Exception {
        LiveProcess process = bed.shell("sleep 1000 & echo $!", Signal.SIGTERM, KillMode.PROCESS);

        Bed.gone(process);

        end(firstPid());
    }

    /** Until Java 20 children are started with it blocked, and a JVM in the background has them ignore it. */
    @ParameterizedTest
    @EnumSource(
            value = Signal.class,
            names = {"SIGQUIT", "SIGINT", "SIGHUP", "SIGUSR1", "SIGUSR2"})
    void everySignalThatMayStopItArrives(Signal signal) throws Exception {
        LiveProcess process = bed.shell("echo $$; exec sleep 1000", signal, KillMode.TREE);
        firstPid();

        process.signal(signal);

        assertThat(Bed.exit(process)).isEqualTo(new Exit.Code(128 + signal.number()));
    }

    private long firstPid() {
        Waits.until(() -> !bed.printed.out().isEmpty());
        return Long.parseLong(bed.printed.out().get(0));
    }

    private static void end(long pid) {
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
        Waits.until(() -> !Bed.lives(pid));
    }
}
