package dev.upkeep.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.internal.linux.ProcFs;
import dev.upkeep.process.Command;
import dev.upkeep.process.Command.Inherited;
import dev.upkeep.process.Exit;
import dev.upkeep.process.Signal;
import dev.upkeep.spi.LiveProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchTest extends BedTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 127, 255})
    void theExitCodeIsTold(int code) throws Exception {
        assertThat(Bed.exit(bed.shell("exit " + code))).isEqualTo(new Exit.Code(code));
    }

    @Test
    void itStartsInItsFolder() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Bed.gone(bed.launch(new Command("pwd", List.of(), Optional.of(inner), Map.of(), Inherited.ALL)));

        assertThat(bed.printed.out()).containsExactly(inner.toRealPath().toString());
    }

    @Test
    void argumentsArriveAsTheyAre() throws Exception {
        Bed.gone(bed.launch(bed.command("printf", "<%s>\\n", "a b", "$HOME", "", "*", "ä€", "\"'")));

        assertThat(bed.printed.out()).containsExactly("<a b>", "<$HOME>", "<>", "<*>", "<ä€>", "<\"'>");
    }

    @Test
    void itsOwnPathFindsTheProgram() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path program = Files.writeString(bin.resolve("only-here"), "#!/bin/sh\necho found\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        Bed.gone(bed.launch(new Command(
                "only-here", List.of(), Optional.of(folder), Map.of("PATH", "bin:/usr/bin:/bin"), Inherited.ALL)));

        assertThat(bed.printed.out()).containsExactly("found");
    }

    @Test
    void nothingIsInheritedButWhatIsNamed() throws Exception {
        Command command = new Command(
                "/usr/bin/env",
                List.of(),
                Optional.of(folder),
                Map.of("ADDED", "yes"),
                new Inherited(false, List.of("PATH", "UPKEEP_TOKEN")));

        Bed.gone(bed.launch(command));

        assertThat(bed.printed.out())
                .contains("ADDED=yes", "UPKEEP_PROCESS=web", "PATH=" + System.getenv("PATH"))
                .anyMatch(variable -> variable.startsWith("UPKEEP_LAUNCH="))
                .hasSize(4);
    }

    @Test
    void nothingCanBeReadFromStandardInput() throws Exception {
        assertThat(Bed.exit(bed.shell("read line"))).isEqualTo(new Exit.Code(1));
    }

    @Test
    void thePidFileNamesTheProcessAndItsProofsWhileItLives() throws Exception {
        LiveProcess process = bed.shell("exec sleep 1000");
        List<String> lines = Files.readAllLines(bed.pidFile());
        long start = new ProcFs().stat(process.pid()).orElseThrow().start();
        assertThat(lines).startsWith(Long.toString(process.pid()), "start=" + start);
        assertThat(lines.subList(2, lines.size()))
                .anyMatch(line -> line.matches("boot=[0-9a-f-]{36}"))
                .anyMatch(line -> line.matches("launch=[0-9a-f]{8}\\.1"));

        process.signal(Signal.SIGKILL);

        Bed.gone(process);
        assertThat(bed.pidFile()).doesNotExist();
        assertThat(bed.pidFile().getParent()).isEmptyDirectory();
    }

    @Test
    void aPidFileOfAnotherProcessStays() throws Exception {
        LiveProcess process = bed.shell("exec sleep 1000");
        Files.writeString(bed.pidFile(), "1\n");

        process.signal(Signal.SIGKILL);

        Bed.gone(process);
        assertThat(bed.pidFile()).hasContent("1\n");
    }

    @Test
    void anExitIsNoticedWhileOthersBlockTheCommonPool() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        List<?> blockers = IntStream.range(0, 2 * ForkJoinPool.getCommonPoolParallelism())
                .mapToObj(i -> ForkJoinPool.commonPool().submit(() -> end.await(30, TimeUnit.SECONDS)))
                .toList();
        try {
            assertThat(Bed.exit(bed.shell("exit 4"))).isEqualTo(new Exit.Code(4));
            assertThat(blockers).isNotEmpty();
        } finally {
            end.countDown();
        }
    }
}
