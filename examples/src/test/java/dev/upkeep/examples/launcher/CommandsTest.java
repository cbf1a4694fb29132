package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be seen of the commands without starting anything. */
class CommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void versionNamesUpkeepAndJava() {
        assertThat(execute("version")).isZero();
        assertThat(out.toString()).matches("Upkeep \\d+\\.\\d+\\.\\d+\\S* \\(Java .+\\)\\R");
    }

    @Test
    void helpNamesCommandsAndExitCodes() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString())
                .contains("run", "validate", "schema", "explain", "version", "130", "the configuration is not valid");
    }

    @Test
    void wrongCommandLineIsSaidInOneLineWithTheUsage() {
        assertThat(execute("run", "--port", "70000")).isEqualTo(2);
        assertThat(err.toString()).contains("--port", "70000 (expected: a port, 0 to 65535)");
        assertThat(execute("rum")).isEqualTo(2);
        assertThat(execute("run", "--adapter", "netty")).isEqualTo(2);
        assertThat(execute()).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void validFilesAreCounted() throws IOException {
        Demo.copyTo(folder);
        assertThat(execute("validate", "--config", folder.toString())).isZero();
        assertThat(err.toString()).isEqualToIgnoringNewLines("Valid: 3 processes, 4 routes");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aCodeIsExplained() {
        assertThat(execute("explain", "upk003")).isZero();
        assertThat(out.toString()).startsWith("UPK003: A key is not known").contains("x-");
        assertThat(execute("explain", "UPK999")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no code UPK999");
    }

    @Test
    void wrongKeyIsShownWithPlaceCaretAndSuggestion() throws IOException {
        Demo.copyTo(folder);
        Path file = folder.resolve("processes.yaml");
        Files.writeString(file, Files.readString(file).replaceFirst("command:", "comand:"));

        assertThat(execute("validate", "--config", folder.toString())).isEqualTo(4);

        assertThat(out.toString())
                .contains(
                        "comand",
                        "processes.yaml:7:5",
                        "    comand: \"java\"",
                        "^^^^^^",
                        "did you mean `command`?",
                        "1 error");
    }

    @Test
    void missingFilesAreNotABug() {
        assertThat(execute("validate", "--config", folder.resolve("nowhere").toString()))
                .isEqualTo(4);
        assertThat(out.toString()).contains("processes.yaml");
    }

    @Test
    void aFileIsNoFolderOfFiles() throws IOException {
        Demo.copyTo(folder);
        String file = folder.resolve("processes.yaml").toString();

        assertThat(execute("validate", "--config", file)).isEqualTo(4);
        assertThat(out.toString())
                .contains(
                        "`" + file + "`, which is a file and must be a folder",
                        "name the folder around it: `" + folder + "`");
    }

    @Test
    void aPathThatTheLocaleCannotExpressIsSaidSo() throws IOException {
        Demo.copyTo(folder);
        Path file = folder.resolve("processes.yaml");
        Files.writeString(file, Files.readString(file).replaceFirst("command:", "logFile: ./lög.log\n    command:"));

        Launched upkeep = Launched.with(folder, Map.of("LC_ALL", "C"), "validate", "--config", folder.toString());

        assertThat(upkeep.exitCode()).isEqualTo(4);
        assertThat(upkeep.out()).contains("`logFile` has characters", "start Upkeep with LC_ALL=C.UTF-8");
    }

    private int execute(String... args) {
        return Commands.line(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(args);
    }
}
