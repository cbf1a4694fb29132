package dev.upkeep.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.internal.linux.ProcFs;
import dev.upkeep.process.Signal;
import dev.upkeep.spi.LiveProcess;
import dev.upkeep.testing.Machine;
import dev.upkeep.testing.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trees that grow while they are cut down. Each bounds itself, so that a test that fails does no harm. */
class ForkStormTest extends BedTest {
    /** Keeps up to 200 children alive, each of which lives for a moment and forks once more before it ends. */
    private static final String STORM = """
            import os, signal, time
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)
            end = time.time() + 60
            print('up', flush=True)
            while time.time() < end:
                for _ in range(200):
                    if os.fork() == 0:
                        if os.fork() == 0:
                            time.sleep(0.1)
                        os._exit(0)
                time.sleep(0.1)
            """;

    /** Forks as a bomb does: every process forks again and again, until there are 32, each of which is soon replaced by a child. */
    private static final String BOMB = """
            import os, signal, time
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            end = time.time() + 60
            depth = 0
            root = os.getpid()
            while time.time() < end:
                if depth < 5 and os.fork() == 0:
                    depth += 1
                elif depth < 5:
                    depth += 1
                else:
                    if os.getpid() == root:
                        print('up', flush=True)
                        time.sleep(60)
                    time.sleep(0.002)
                    if os.fork():
                        os._exit(0)
            """;

    /** Many chains, each link of which leaves group and session of the one before it. */
    private static final String HYDRA = """
            import os, signal, time
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            end = time.time() + 60
            print('up', flush=True)
            for _ in range(10):
                if os.fork() == 0:
                    while time.time() < end:
                        os.setsid()
                        time.sleep(0.005)
                        if os.fork():
                            os._exit(0)
                    os._exit(0)
            time.sleep(60)
            """;

    @BeforeEach
    void prepare() {
        Machine.requireTools("python3");
    }

    @Test
    void aStormOfShortLives() throws Exception {
        isEnded(STORM);
    }

    @Test
    void aForkBomb() throws Exception {
        isEnded(BOMB);
    }

    @Test
    void chainsThatLeaveGroupAndSessionWithEachLink() throws Exception {
        isEnded(HYDRA);
    }

    private void isEnded(String program) throws Exception {
        Path file = Files.writeString(folder.resolve("storm.py"), program);
        LiveProcess process = bed.launch(bed.command("python3", file.toString()));
        Waits.until(() -> bed.printed.out().contains("up"));
        String mark = new ProcFs().variable(process.pid(), "UPKEEP_LAUNCH").orElseThrow();
        process.signal(Signal.SIGKILL);

        Bed.gone(process);
        assertThat(marked(mark)).isEmpty();
    }

    private static List<Long> marked(String mark) {
        ProcFs proc = new ProcFs();
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid ->
                        proc.variable(pid, "UPKEEP_LAUNCH").filter(mark::equals).isPresent())
                .filter(Bed::lives)
                .toList();
    }
}
