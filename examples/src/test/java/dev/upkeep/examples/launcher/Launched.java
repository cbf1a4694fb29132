package dev.upkeep.examples.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.ThrowingRunnable;

/** A launcher that runs as a process of its own, as {@code examples/upkeep} starts it. Kills what is left when closed. */
final class Launched implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Process process;
    private final Path out;
    private final Path err;

    private Launched(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts it with these arguments; its streams go to files in the folder. */
    static Launched with(Path folder, Map<String, String> environment, String... args) {
        try {
            Path out = Files.createTempFile(folder, "launcher", ".out");
            Path err = Files.createTempFile(folder, "launcher", ".err");
            ProcessBuilder builder = new ProcessBuilder(command(args))
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            return new Launched(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(String... args) {
        // a shell that runs Maven in the background would hand down an ignored SIGINT
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        command.add(classPath());
        command.add(Main.class.getName());
        command.addAll(List.of(args));
        return command;
    }

    /** Where this test finds its classes. */
    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** {@code run} with free ports for everything, on this adapter. */
    static Launched run(Path config, Adapter adapter, Map<String, String> environment) {
        return with(
                config,
                environment,
                "run",
                "--config",
                config.toString(),
                "--adapter",
                adapter.toString(),
                "--port",
                "0",
                "--https-port",
                "0",
                "--management-port",
                "0");
    }

    /** What it has said to people so far. */
    String err() {
        return read(err);
    }

    /** What it has printed as data and log so far. */
    String out() {
        return read(out);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has said this. */
    Launched awaitErr(String text) {
        awaitThat(() -> assertThat(err()).contains(text));
        return this;
    }

    /** Waits until something holds, not longer than it lives; shows what it said if it never does. */
    void awaitThat(ThrowingRunnable assertion) {
        try {
            await().atMost(PATIENCE).until(() -> holds(assertion) || !process.isAlive());
        } catch (ConditionTimeoutException e) {
            // the assertion below tells more
        }
        try {
            assertion.run();
        } catch (Throwable e) {
            throw new AssertionError(e.getMessage() + "\n--- stderr\n" + err() + "\n--- stdout\n" + out(), e);
        }
    }

    private static boolean holds(ThrowingRunnable assertion) {
        try {
            assertion.run();
            return true;
        } catch (Throwable e) {
            return false;
        }
    }

    /** The port of the HTTP proxy, once it is known. */
    int port() {
        return number("Proxy +http://[^ ]*:(\\d+)");
    }

    /** The port of the HTTPS proxy, once it is known. */
    int httpsPort() {
        return number("Proxy .* https://[^ ]*:(\\d+)");
    }

    /** The port of the API, once it is known. */
    int apiPort() {
        return number("API +http://127\\.0\\.0\\.1:(\\d+)/api");
    }

    private int number(String pattern) {
        awaitErr("API  ");
        Matcher matcher = Pattern.compile(pattern).matcher(err());
        assertThat(matcher.find()).as(pattern + " in " + err()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    /** Sends it a signal: {@code TERM}, {@code INT}. */
    void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(code).isZero();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** How long ago it was started. */
    Duration age() {
        return Duration.between(process.info().startInstant().orElseThrow(), Instant.now());
    }

    /** Kills it, and nothing but it, as nothing can prevent; returns when it is gone. */
    void kill() {
        try {
            process.destroyForcibly();
            assertThat(process.waitFor(PATIENCE.toSeconds(), SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for its end. */
    int exitCode() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), SECONDS))
                    .as("ended; stderr: " + err())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** All that it has started and that still lives. */
    List<ProcessHandle> descendants() {
        try (Stream<ProcessHandle> all = process.descendants()) {
            return all.toList();
        }
    }

    /** Whether it does anything: what has ended and is only not yet reaped by the system's first process does not. */
    static boolean lives(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return process.isAlive() && stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return process.isAlive();
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> left = descendants();
        process.destroyForcibly();
        left.forEach(ProcessHandle::destroyForcibly);
        assertThat(out()).as("whatever happened").doesNotContain("A fault of Upkeep's");
    }
}
