package dev.upkeep.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.process.Command;
import dev.upkeep.process.Command.Inherited;
import dev.upkeep.process.Limits;
import dev.upkeep.spi.ProcessLauncher.LaunchException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** What people read when a process cannot be started. */
class LaunchMessagesTest extends BedTest {
    @Test
    void aMissingFolderIsNotBlamedOnTheProgram() {
        Path missing = folder.resolve("nowhere");

        refused(in(missing, "ls"))
                .hasMessage("cwd: " + missing + " does not exist (expected: a directory). Create it, or correct cwd");
    }

    @Test
    void allVariablesThatItCannotDoWithoutAreNamedAtOnce() {
        Command command = new Command(
                "true",
                List.of(),
                Optional.of(folder),
                Map.of("SET", "1", "EMPTY", ""),
                Inherited.NONE,
                List.of("SET", "EMPTY", "HOME"),
                Limits.NONE);

        refused(command)
                .hasMessage("requiredEnv: not set: EMPTY, HOME. Set them in env or envFile, or before Upkeep starts");
        assertThat(bed.pidFile().getParent()).isEmptyDirectory();
    }

    @Test
    void aFileIsNoFolder() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        refused(in(file, "ls")).hasMessage("cwd: " + file + " is a file (expected: a directory)");
    }

    @Test
    void aSlipOfThePenIsRecognised() throws Exception {
        program("bin/nodely", "#!/bin/sh\n");

        refused(onPath("nodeyl")).hasMessage("Cannot run \"nodeyl\": not found on PATH. Did you mean \"nodely\"?");
    }

    @Test
    void whatResemblesNothingIsToBeInstalled() throws Exception {
        program("bin/nodely", "#!/bin/sh\n");

        refused(onPath("postgres"))
                .hasMessage("Cannot run \"postgres\": not found on PATH. Install it, or give its full path");
    }

    @Test
    void aWholeCommandLineIsNoProgram() {
        refused(bed.command("npm run start"))
                .hasMessage("Cannot run \"npm run start\": not found on PATH. There is no shell: put the program alone "
                        + "into command, and what follows it into args");
    }

    @Test
    void aProgramBesideIsPointedOut() throws Exception {
        program("server.sh", "#!/bin/sh\n");

        refused(bed.command("server.sh"))
                .hasMessage("Cannot run \"server.sh\": not found on PATH. For the one in cwd, write \"./server.sh\"");
    }

    @Test
    void aMissingPathIsSaidInFull() {
        refused(bed.command("./server.sh"))
                .hasMessage("Cannot run \"./server.sh\": there is no file " + folder.resolve("server.sh")
                        + " (a relative path counts from cwd)");
    }

    @Test
    void aFolderIsNoProgram() {
        refused(bed.command(folder.toString()))
                .hasMessage("Cannot run \"" + folder + "\": " + folder + " is a directory");
    }

    @Test
    void whatMayNotBeExecutedSaysHowToAllowIt() throws Exception {
        Path file = Files.createFile(folder.resolve("server.sh"));

        refused(bed.command("./server.sh"))
                .hasMessage(
                        "Cannot run \"./server.sh\": " + file + " is not executable. Allow it with: chmod +x " + file);
    }

    @Test
    void aMissingInterpreterIsNamed() throws Exception {
        Path file = program("server.py", "#!/usr/bin/pythn -u\n");

        refused(bed.command("./server.py"))
                .hasMessage("Cannot run \"./server.py\": the first line of " + file
                        + " asks for /usr/bin/pythn, which does not exist");
    }

    @Test
    void windowsLineEndsAreRecognised() throws Exception {
        Path file = program("server.sh", "#!/bin/sh\r\necho hello\r\n");

        refused(bed.command("./server.sh"))
                .hasMessage("Cannot run \"./server.sh\": the first line of " + file
                        + " asks for /bin/sh, which does not exist: the file has Windows line ends");
    }

    @Test
    void anEmptyCommandIsRefused() {
        refused(bed.command("")).hasMessage("command: \"\" (expected: the name or path of a program)");
    }

    @Test
    void aNulIsRefusedWhereItStands() {
        refused(bed.command("ls", "fine", "a\0b")).hasMessage("args[1]: holds a NUL character (expected: none)");
        refused(with(Map.of("KEY", "a\0b"))).hasMessage("env.KEY: holds a NUL character (expected: none)");
        refused(with(Map.of("A=B", "c"))).hasMessage("env: \"A=B\" (expected: a name without \"=\")");
    }

    @Test
    void anArgumentTooLongIsSaid() {
        refused(bed.command("ls", "x".repeat(200_000)))
                .hasMessage("Cannot run \"ls\": its arguments and environment are too long for the operating system"
                        + " (one argument: 128 KiB, all together: about 2 MiB)");
    }

    @Test
    void aPidFileThatCannotBeWrittenIsSaidBeforeAnythingStarts() throws Exception {
        Path inTheWay = Files.createFile(folder.resolve("pids"));

        refused(bed.command("touch", "started"))
                .hasMessage("pidFile: " + bed.pidFile() + " cannot be written: " + inTheWay + " is not a directory");
        assertThat(folder.resolve("started")).doesNotExist();
    }

    @Test
    void aStateDirectoryThatCannotBeMadeIsSaid() throws Exception {
        Path inTheWay = Files.createFile(folder.resolve(".upkeep"));

        refused(bed.command("ls")).hasMessageStartingWith("stateDirectory: output cannot be kept there: " + inTheWay);
    }

    @Test
    void aRefusedLaunchLeavesNothing() throws Exception {
        refused(bed.command("ls", "x".repeat(200_000)));

        assertThat(folder.resolve(".upkeep/spool")).isEmptyDirectory();
        assertThat(bed.pidFile().getParent()).isEmptyDirectory();
    }

    private AbstractThrowableAssert<?, ?> refused(Command command) {
        return assertThatThrownBy(() -> bed.launch(command)).isInstanceOf(LaunchException.class);
    }

    private Command in(Path cwd, String program) {
        return new Command(program, List.of(), Optional.of(cwd), Map.of(), Inherited.ALL);
    }

    private Command onPath(String program) {
        return new Command(
                program,
                List.of(),
                Optional.of(folder),
                Map.of("PATH", folder.resolve("bin").toString()),
                Inherited.ALL);
    }

    private Command with(Map<String, String> environment) {
        return new Command("ls", List.of(), Optional.of(folder), environment, Inherited.ALL);
    }

    private Path program(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
