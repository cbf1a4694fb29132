package dev.upkeep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.ProcessSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvFileTest extends ConfigTest {
    private static final String SECRET = "hunter2";

    @Test
    void linesAreReadAsPeopleKnowThem() {
        folder.write(".env", """
                # comment
                PLAIN=value
                  export EXPORTED = spaced out \t
                EMPTY=
                COMMENTED=a#b # c
                SINGLE='$NOT \\n "touched" # at all'
                DOUBLE="a\\tb\\"c\\\\d\\$e" # comment
                LINES="one
                two"
                URL=postgres://u:p@h/db?a=b

                PLAIN=later
                """);

        assertThat(EnvFile.read(path.resolve(".env")))
                .containsExactly(
                        entry("PLAIN", "later"),
                        entry("EXPORTED", "spaced out"),
                        entry("EMPTY", ""),
                        entry("COMMENTED", "a#b"),
                        entry("SINGLE", "$NOT \\n \"touched\" # at all"),
                        entry("DOUBLE", "a\tb\"c\\d$e"),
                        entry("LINES", "one\ntwo"),
                        entry("URL", "postgres://u:p@h/db?a=b"));
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkAreNoPartOfIt() {
        folder.write(".env", "\uFEFFA=1\r\nB=\"2\"\r\n");

        assertThat(EnvFile.read(path.resolve(".env"))).containsExactly(entry("A", "1"), entry("B", "2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A=1;hunter2|`.env:2` is not `NAME=value`",
                "A=1;2B=hunter2|`.env:2` is not `NAME=value`",
                "A='1';;B=\"hunter2|`.env:3` opens a quote for `B` that is never closed",
                "B=\"x\" hunter2|`.env:1` goes on after the quote of `B`"
            })
    void whatIsWrongIsSaidWithItsLineAndWithoutItsValue(String lines, String message) {
        folder.write(".env", lines.replace(';', '\n'));
        folder.processes(ConfigFolder.API + "    envFile: .env\n");

        assertThat(folder.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.message()).isEqualTo(message);
            assertThat(d.line()).isEqualTo(5);
            assertThat(d.toString()).doesNotContain(SECRET);
        });
    }

    @Test
    void aMissingFileIsSaid() {
        folder.processes(ConfigFolder.API + "    envFile: [config/.env]\n");

        assertThat(folder.diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.message()).isEqualTo("config/.env does not exist"));
        assertThatThrownBy(() -> EnvFile.read(path.resolve("nowhere")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void laterFilesWinAndWhatIsWrittenBesideThemWinsOverAll() {
        folder.write(".env", "A=1\nB=1\nC=1\n").write("local.env", "B=2\nC=2\n");

        ProcessSpec spec = folder.api("env: {C: \"3\"}", "envFile: [.env, local.env]");

        assertThat(spec.command().environment()).isEqualTo(Map.of("A", "1", "B", "2", "C", "3"));
    }

    @Test
    void textsOfTheSameProcessMayReferToIt() {
        folder.write(".env", "PORT=3001\nNAME=file\n")
                .processes("processes:\n  a: {name: A, command: \"${NAME}\", args: [\"${PORT}\"], envFile: .env}\n"
                        + "  b: {name: B, command: \"${NAME}\"}\n");

        var processes = folder.load(Map.of("NAME", "outside")).configuration();

        ProcessSpec a = processes.process(new ProcessId("a")).orElseThrow();
        assertThat(a.command().program()).isEqualTo("file");
        assertThat(a.command().args()).containsExactly("3001");
        assertThat(processes.process(new ProcessId("b")).orElseThrow().command().program())
                .isEqualTo("outside");
    }

    @Test
    void theFileItselfMayBeNamedByAVariable() {
        folder.write("prod.env", "A=1\n").processes(ConfigFolder.API + "    envFile: \"${STAGE}.env\"\n");

        assertThat(folder.load(Map.of("STAGE", "prod"))
                        .configuration()
                        .process(new ProcessId("api"))
                        .orElseThrow()
                        .command()
                        .environment())
                .containsEntry("A", "1");
    }

    @Test
    void aChangedFileNeedsANewLaunch() {
        folder.write(".env", "A=1\n");
        ProcessSpec before = folder.api("envFile: .env");
        assertThat(folder.api("envFile: .env").needsRestartFrom(before)).isFalse();

        folder.write(".env", "A=2\n");

        assertThat(folder.api("envFile: .env").needsRestartFrom(before)).isTrue();
    }

    @Test
    void allThatIsRequiredAndMissingIsNamedAtOnce() {
        folder.write(".env", "A=1\nB=\n")
                .processes(ConfigFolder.API + "    envFile: .env\n    requiredEnv: [A, B, C, D]\n");

        assertThat(folder.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.message()).contains("`B`, `C`, `D`").doesNotContain("`A`");
            assertThat(d.line()).isEqualTo(6);
        });
        assertThat(folder.processes(ConfigFolder.API + "    requiredEnv: [C]\n")
                        .load(Map.of("C", "1"))
                        .configuration()
                        .processes())
                .hasSize(1);
    }

    @Test
    void whatNoVariableCanBeCalledIsSaidToBeThatAndNotToBeMissing() {
        folder.processes(ConfigFolder.API + "    requiredEnv: [\"A=B\", \"\"]\n");

        assertThat(folder.diagnostics()).isNotEmpty().allSatisfy(d -> {
            assertThat(d.message()).contains("which no variable can be called");
            assertThat(d.line()).isEqualTo(5);
        });
    }

    @Test
    void whatIsNotInheritedIsMissing() {
        folder.processes(ConfigFolder.API + "    requiredEnv: [C]\n    inheritEnv: [PATH]\n");

        assertThatThrownBy(() -> folder.load(Map.of("C", "1"))).isInstanceOf(ConfigException.class);
    }
}
