package dev.upkeep.testkit.junit;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.upkeep.process.State;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The extension, used as anybody would; and what becomes of tests that fail. */
@UpkeepTest
class UpkeepTestTest {
    @Managed
    static final ManagedProcess WEB = ManagedProcess.command(
                    "sh", "-c", "echo serving; exec python3 -m http.server $PORT --bind 127.0.0.1")
            .freePort("PORT")
            .waitingFor(Ready.http("/").within(Duration.ofSeconds(40)));

    @Managed
    final ManagedProcess own = ManagedProcess.command("sh", "-c", "echo $GREETING; exec sleep 1000")
            .env("GREETING", "hello")
            .waitingFor(Ready.logLine("^hel+o$"));

    @Test
    void aProcessOfTheClassAnswersAtAPortOfItsOwn(HttpClient http) throws IOException, InterruptedException {
        assertThat(http.send(WEB.get("/"), ofString()).statusCode()).isEqualTo(200);
        assertThat(WEB.logs()).anyMatch(line -> line.text().equals("serving"));
    }

    @Test
    void aProcessThatIsKilledIsLaunchedAgain(HttpClient http) throws IOException, InterruptedException {
        long pid = WEB.status().pid().orElseThrow();
        WEB.kill();
        WEB.await(s -> s.ready() && s.pid().orElse(pid) != pid, "launched again", Duration.ofSeconds(40));

        assertThat(http.send(WEB.get("/"), ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void aProcessOfTheTestHasPrintedWhatWasWaitedFor() {
        assertThat(own.logs()).extracting(line -> line.text()).contains("hello");
        assertThat(own.status().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void aRestartBringsAnotherProcess() {
        long pid = own.status().pid().orElseThrow();
        own.restart();
        assertThat(own.status().pid().orElseThrow()).isNotEqualTo(pid);
    }

    @Test
    void aTestThatFailsShowsWhatItsProcessesPrinted() {
        Throwable failure = failureOf(Fails.class);

        assertThat(failure).hasMessage("as a test would");
        assertThat(failure.getSuppressed())
                .extracting(Throwable::getMessage)
                .anyMatch(m -> m.startsWith("talker was Running") && m.contains("stderr | oops"));
    }

    @Test
    void aProcessThatDoesNotBecomeReadyFailsTheTestsWithItsLines() {
        assertThat(failureOf(NeverReady.class))
                .hasMessageContaining("broken is not ready within PT40S")
                .hasMessageContaining("stdout | giving up");
    }

    @Test
    void nothingLivesAfterTheTests() {
        failureOf(Fails.class);

        assertThat(Fails.PIDS)
                .isNotEmpty()
                .allSatisfy(pid -> assertThat(ProcessHandle.of(pid)).isEmpty());
    }

    @Test
    void aJvmThatIsKilledTakesItsProcessesAlong() throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Victim.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long pid = jvm.inputReader()
                .lines()
                .filter(line -> line.startsWith("pid "))
                .mapToLong(line -> Long.parseLong(line.substring(4)))
                .findFirst()
                .orElseThrow();
        ProcessHandle child = ProcessHandle.of(pid).orElseThrow();

        jvm.destroyForcibly();

        assertThat(child.onExit().orTimeout(30, TimeUnit.SECONDS)).succeedsWithin(Duration.ofSeconds(31));
    }

    @Test
    void askingAPortThatThereIsNotIsSaidAtOnce() {
        assertThatThrownBy(() -> ManagedProcess.command("sleep", "1").waitingFor(Ready.port()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("freePort");
    }

    private static Throwable failureOf(Class<?> tests) {
        List<Throwable> failures = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .configurationParameter("junit.jupiter.conditions.deactivate", "*")
                .execute()
                .allEvents()
                .failed()
                .stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .toList();
        assertThat(failures).isNotEmpty();
        return failures.get(0);
    }

    /** Run by the tests above only: Surefire looks for other names. */
    @UpkeepTest
    static class Fails {
        static final List<Long> PIDS = new ArrayList<>();

        @Managed
        static final ManagedProcess talker = ManagedProcess.command("sh", "-c", "echo oops >&2; exec sleep 1000")
                .waitingFor(Ready.logLine("oops"));

        @Test
        void fails() {
            PIDS.add(talker.status().pid().orElseThrow());
            throw new AssertionError("as a test would");
        }
    }

    /** Run by the tests above only. */
    @UpkeepTest
    static class NeverReady {
        @Managed
        static final ManagedProcess broken = ManagedProcess.command("sh", "-c", "echo giving up; exit 3")
                .waitingFor(Ready.logLine("never").within(Duration.ofSeconds(40)));

        @Test
        void isNotReached() {}
    }

    /** A JVM that has a process and is then killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) throws IOException {
            ManagedProcess process = ManagedProcess.command("sleep", "1000");
            Stage.of("victim-" + ProcessHandle.current().pid(), Map.of("sleeper", process));
            System.out.println("pid " + process.status().pid().orElseThrow());
            System.in.read(); // until its parent kills it, or is gone
        }
    }
}
