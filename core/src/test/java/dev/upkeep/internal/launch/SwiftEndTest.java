package dev.upkeep.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.internal.output.Spool;
import dev.upkeep.internal.output.SpoolName;
import dev.upkeep.internal.output.SpoolSpace;
import dev.upkeep.internal.tree.Tree;
import dev.upkeep.process.Exit;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spi.LiveProcess;
import dev.upkeep.spi.ProcessLauncher.Launch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Processes that end before anybody could look at them. */
class SwiftEndTest extends BedTest {
    private static final int MANY = 300;

    @Test
    void everyOneOfManyIsToldToBeGone() throws Exception {
        List<LiveProcess> processes = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            ProcessId id = new ProcessId("p" + i);
            Path pidFile = folder.resolve("pids/" + id + ".pid");
            processes.add(bed.launcher.launch(
                    new Launch(id, bed.command("sh", "-c", "echo bye; exit 3"), pidFile, bed.printed, Map.of())));
        }

        for (LiveProcess process : processes) {
            assertThat(Bed.exit(process)).isEqualTo(new Exit.Code(3));
            Bed.gone(process);
        }
        assertThat(bed.printed.out()).hasSize(MANY).containsOnly("bye");
        assertThat(folder.resolve("pids")).isEmptyDirectory();
        assertThat(folder.resolve(".upkeep/spool")).isEmptyDirectory();
    }

    @Test
    void aRootThatEndedBeforeItsStartWasReadIsGoneAndProvesNothing() throws Exception {
        Shared shared = shared();
        Process process = ended();
        Tree tree = shared.tree(process, "1");
        assertThat(tree.proofs()).isEmpty();

        JdkProcess swift = new JdkProcess(Root.child(process), tree, traces(process, tree), spool(), shared);
        swift.watch();

        Bed.gone(swift);
        assertThat(bed.pidFile()).doesNotExist();
    }

    @Test
    void aLookThatFailsIsRepeated() throws Exception {
        Shared shared = shared();
        Process process = ended();
        Tree tree = shared.tree(process, "1");
        AtomicInteger looks = new AtomicInteger();
        JdkProcess swift =
                new JdkProcess(Root.child(process), failing(tree, looks), traces(process, tree), spool(), shared);
        swift.watch();

        Bed.gone(swift);
        assertThat(looks).hasValue(3);
        assertThat(bed.pidFile()).doesNotExist();
    }

    private Shared shared() {
        return Shared.of(bed.executor, bed.timers, new SpoolSpace(Optional.empty(), bed.executor));
    }

    private static Process ended() throws Exception {
        Process process = new ProcessBuilder("true").start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process;
    }

    private Traces traces(Process process, Tree tree) throws Exception {
        PidFile file = new PidFile(bed.pidFile());
        file.prepare();
        file.write(process.pid(), tree.proofs());
        SpoolName name = new SpoolName(new ProcessId("web"), "1");
        return new Traces(Optional.of(file), LaunchRecord.of(folder, name));
    }

    private Spool spool() throws Exception {
        Path spools = Files.createDirectories(folder.resolve("spool"));
        return Spool.create(spools, new ProcessId("web"), "1", bed.printed);
    }

    /** The tree, of which the first two looks cannot be had. */
    private static Tree failing(Tree tree, AtomicInteger looks) {
        return new Tree() {
            @Override
            public Supplier<Living> look() {
                Supplier<Living> look = tree.look();
                return () -> {
                    if (looks.incrementAndGet() < 3) {
                        throw new IllegalStateException("cannot look");
                    }
                    return look.get();
                };
            }

            @Override
            public boolean stillLives(Member member) {
                return tree.stillLives(member);
            }

            @Override
            public Member root() {
                return tree.root();
            }

            @Override
            public List<String> proofs() {
                return tree.proofs();
            }
        };
    }
}
