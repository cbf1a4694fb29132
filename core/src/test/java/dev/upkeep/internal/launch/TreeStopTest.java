package dev.upkeep.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.Exit;
import dev.upkeep.process.Signal;
import dev.upkeep.spi.LiveProcess;
import dev.upkeep.testing.Machine;
import dev.upkeep.testing.Waits;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeStopTest extends BedTest {
    @Test
    void askingPolitelyEndsAllOfIt() throws Exception {
        LiveProcess process = bed.shell("sleep 1000 & echo $!; sleep 1000 & echo $!; wait");
        List<Long> children = pids(2);

        process.signal(Signal.SIGTERM);

        assertThat(Bed.exit(process)).isEqualTo(new Exit.Code(143));
        Bed.gone(process);
        assertThat(children).noneMatch(Bed::lives);
    }

    @Test
    void killingSaysSoInTheExit() throws Exception {
        LiveProcess process = bed.shell("exec sleep 1000");

        process.signal(Signal.SIGKILL);

        assertThat(Bed.exit(process)).isEqualTo(new Exit.Code(137));
        assertThat(Bed.exit(process).signal()).contains("SIGKILL");
    }

    @Test
    void aChildThatIgnoresTheSignalKeepsTheTreeFromBeingGone() throws Exception {
        LiveProcess process = bed.shell("sh -c 'trap \"\" TERM; echo $$; while :; do sleep 0.05; done' & wait");
        long child = pids(1).get(0);
        process.signal(Signal.SIGTERM);
        Bed.exit(process);
        assertThat(process.gone().toCompletableFuture()).isNotDone();

        process.signal(Signal.SIGKILL);

        Bed.gone(process);
        assertThat(Bed.lives(child)).isFalse();
    }

    @Test
    void aDaemonThatLeftSessionAndParentsIsKnownByItsMark() throws Exception {
        LiveProcess process = bed.shell("setsid -f sh -c 'echo $$; exec sleep 1000'; exec sleep 1000");
        long daemon = pids(1).get(0);

        process.signal(Signal.SIGTERM);

        Bed.gone(process);
        assertThat(Bed.lives(daemon)).isFalse();
    }

    @Test
    void aChildInAGroupOfItsOwnBelongsToItAll() throws Exception {
        LiveProcess process = bed.shell(
                "python3 -c 'import os, time; os.setpgid(0, 0); print(os.getpid(), flush=True); time.sleep(1000)'; :");
        long child = pids(1).get(0);

        process.signal(Signal.SIGTERM);

        Bed.gone(process);
        assertThat(Bed.lives(child)).isFalse();
    }

    @Test
    void npmEndsWithItsScript() throws Exception {
        Machine.requireTools("npm");
        java.nio.file.Files.writeString(
                folder.resolve("package.json"), "{\"scripts\": {\"start\": \"sh -c 'echo PID $$; sleep 1000; :'\"}}");
        LiveProcess process = bed.launch(bed.command("npm", "run", "start"));
        Waits.until(() -> bed.printed.out().stream().anyMatch(line -> line.startsWith("PID ")));
        long script = bed.printed.out().stream()
                .filter(line -> line.startsWith("PID "))
                .mapToLong(line -> Long.parseLong(line.substring(4)))
                .findFirst()
                .orElseThrow();

        process.signal(Signal.SIGTERM);

        Bed.gone(process);
        assertThat(Bed.lives(script)).isFalse();
    }

    @Test
    void anOrphanOfADeadRootIsFound() throws Exception {
        LiveProcess process = bed.shell("sleep 1000 & echo $!; exit 3");
        long orphan = pids(1).get(0);
        assertThat(Bed.exit(process)).isEqualTo(new Exit.Code(3));
        assertThat(process.gone().toCompletableFuture()).isNotDone();

        process.signal(Signal.SIGTERM);

        Bed.gone(process);
        assertThat(Bed.lives(orphan)).isFalse();
    }

    @Test
    void aChildWithoutAnyEnvironmentIsKnownByItsSession() throws Exception {
        LiveProcess process = bed.shell("env -i sleep 1000 & echo $!; exit 0");
        long orphan = pids(1).get(0);
        Bed.exit(process);

        process.signal(Signal.SIGKILL);

        Bed.gone(process);
        assertThat(Bed.lives(orphan)).isFalse();
    }

    @Test
    void nestedShellsEndAsNpmsDo() throws Exception {
        LiveProcess process = bed.shell("sh -c 'sh -c \"sleep 1000; :\" & echo $!; wait; :'; :");
        long inner = pids(1).get(0);

        process.signal(Signal.SIGTERM);

        Bed.gone(process);
        assertThat(Bed.lives(inner)).isFalse();
    }

    @Test
    void aChainThatForksAllTheTimeIsCaught() throws Exception {
        Path chain = folder.resolve("chain.py");
        java.nio.file.Files.writeString(chain, """
                import os, time
                print(os.getpid(), flush=True)
                for _ in range(20000):
                    time.sleep(0.005)
                    if os.fork():
                        os._exit(0)
                """);
        LiveProcess process = bed.launch(bed.command("python3", chain.toString()));
        pids(1);
        Bed.exit(process);

        process.signal(Signal.SIGKILL);

        Bed.gone(process);
    }

    @Test
    void otherSignalsReachTheTreeToo() throws Exception {
        LiveProcess process = bed.shell("trap 'echo root' USR1; "
                + "sh -c 'trap \"echo child; exit\" USR1; echo $$; while :; do sleep 0.01; done' & wait; wait");
        pids(1);

        process.signal(Signal.SIGUSR1);

        Bed.gone(process);
        assertThat(bed.printed.out()).contains("root", "child");
    }

    @Test
    void itLeadsASessionOfItsOwn() throws Exception {
        LiveProcess process = bed.shell("cut -d' ' -f1,5,6 /proc/$$/stat");

        Bed.gone(process);

        String pid = Long.toString(process.pid());
        assertThat(bed.printed.out()).containsExactly(String.join(" ", pid, pid, pid));
    }

    private List<Long> pids(int count) {
        Waits.until(() -> bed.printed.out().size() >= count);
        return bed.printed.out().stream().map(Long::valueOf).toList();
    }
}
