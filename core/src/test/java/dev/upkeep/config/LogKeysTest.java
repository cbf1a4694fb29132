package dev.upkeep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.LogSpec;
import dev.upkeep.spec.LogSpec.Format;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpecBuilder;
import dev.upkeep.spec.ProxySpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogKeysTest {
    @TempDir
    Path path;

    @Test
    void everyKeyArrives() {
        LogSpec log = new ConfigFolder(path)
                .api(
                        "log:",
                        "  maxSize: 1.5MB",
                        "  maxFiles: 9",
                        "  interval: 1d",
                        "  maxAge: 30d",
                        "  compress: true",
                        "  format: json",
                        "  errorFile: ./errors.log")
                .log();

        assertThat(log)
                .isEqualTo(LogSpec.builder()
                        .maxSize(3 << 19)
                        .maxFiles(9)
                        .interval(Duration.ofDays(1))
                        .maxAge(Duration.ofDays(30))
                        .compress(true)
                        .format(Format.JSON)
                        .errorFile(path.resolve("errors.log"))
                        .build());
    }

    @Test
    void withoutAnyFilesOfTenMegabytesAreKept() {
        assertThat(new ConfigFolder(path).api().log())
                .isEqualTo(LogSpec.builder().maxSize(10 << 20).maxFiles(5).build());
    }

    @ParameterizedTest
    @CsvSource({"4096, 4096", "512KB, 524288", "10mb, 10485760", "1 GiB, 1073741824", "2k, 2048", "0, 0", "'0MB', 0"})
    void sizesHaveUnits(String written, long bytes) {
        assertThat(new ConfigFolder(path)
                        .api("log:", "  maxSize: " + written)
                        .log()
                        .maxSize())
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10XB", "-1", "many", "9999999TB", "MB"})
    void whatIsNoSizeIsRefused(String written) {
        assertThat(problem("maxSize: " + written)).contains("`maxSize` is `" + written + "`", "`10MB`");
    }

    @Test
    void aSizeThatIsProbablyAMistakeIsRefused() {
        assertThat(problem("maxSize: 10")).contains("too small", "`1KB` or more", "a plain number is bytes");
    }

    @Test
    void whatIsNoFormatIsRefused() {
        assertThat(problem("format: jsn")).contains("did you mean `json`?");
    }

    @Test
    void inCodeTheSameIsRefused() {
        assertThatThrownBy(() -> LogSpec.builder().maxFiles(-1).build())
                .hasMessage("log.maxFiles: -1 (expected: >= 0)");
        assertThatThrownBy(() -> LogSpec.builder().maxAge(Duration.ZERO).build())
                .hasMessage("log.maxAge: PT0S (expected: >= 1 ms)");
    }

    @Test
    void theErrorFileIsNobodyElses() {
        ProcessSpec a = ProcessSpec.builder(new ProcessId("a"))
                .command("node")
                .log(LogSpec.builder().errorFile(Path.of("logs/b.log")).build())
                .build();
        ProcessSpec b = ProcessSpec.builder(new ProcessId("b")).command("node").build();

        List<Diagnostic> found = Rules.check(Configuration.of(List.of(a, b), ProxySpec.DEFAULT), List.of());

        assertThat(found)
                .extracting(Diagnostic::message)
                .containsExactly("`logFile` of process `b` is the same file as `errorFile` of `log` of process `a`");
    }

    @Test
    void aChangeNeedsNoRestart() {
        ProcessSpecBuilder spec = ProcessSpec.builder(new ProcessId("a")).command("node");
        ProcessSpec before = spec.build();

        ProcessSpec after = spec.logFile(Path.of("elsewhere.log"))
                .log(LogSpec.builder().compress(true).build())
                .build();

        assertThat(after.needsRestartFrom(before)).isFalse();
    }

    private String problem(String line) {
        new ConfigFolder(path).processes(ConfigFolder.API + "    log:\n      " + line + "\n");
        return new ConfigFolder(path)
                .diagnostics().stream()
                        .map(d -> d.message() + " " + d.help())
                        .toList()
                        .toString();
    }
}
