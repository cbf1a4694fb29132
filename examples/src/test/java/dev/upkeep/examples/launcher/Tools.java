package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Programs that tests need and that may be missing. Then the test is skipped, or fails if CI_REQUIRE_TOOLS is set. */
final class Tools {
    private Tools() {}

    static void require(String program) {
        if (find(program).isEmpty()) {
            throw missing(program);
        }
    }

    /** A Python that can import Flask. */
    static Path pythonWithFlask() {
        return Stream.of(find("python3"), find("python"), Optional.of(Path.of("/usr/bin/python3")))
                .flatMap(Optional::stream)
                .filter(Files::isExecutable)
                .filter(python -> exitCode(python.toString(), "-c", "import flask") == 0)
                .findFirst()
                .orElseThrow(() -> missing("python3-flask"));
    }

    static RuntimeException missing(String what) {
        String message = what + " is not installed; .ci/run installs it";
        if (System.getenv("CI_REQUIRE_TOOLS") != null) {
            throw new AssertionError(message);
        }
        System.err.println("SKIPPED: " + message);
        return new TestAbortedException(message);
    }

    static Optional<Path> find(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What a program prints; it must succeed. */
    static String output(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(List.of(command) + ": " + output).isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int exitCode(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Writes a program. */
    static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
