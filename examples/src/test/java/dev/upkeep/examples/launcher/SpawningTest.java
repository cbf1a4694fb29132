package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SpawningTest {
    /** Starts a program the way that the launcher does. */
    public static final class Starter {
        private Starter() {}

        /** Prints what the program says. */
        public static void main(String[] args) throws Exception {
            Spawning.quicken();
            Process process = new ProcessBuilder("echo", "started").inheritIO().start();
            System.exit(process.waitFor());
        }
    }

    @Test
    void theQuickWayIsTakenWhereNothingIsSaidAgainstIt() {
        assertThat(Spawning.quickest("Linux", 17)).contains("VFORK");
        assertThat(Spawning.quickest("Linux", 24)).contains("VFORK");
        assertThat(Spawning.quickest("Linux", 25)).isEmpty();
        assertThat(Spawning.quickest("Mac OS X", 17)).isEmpty();
    }

    @Test
    void programsAreStartedAndTheJvmHasNothingToSayAboutIt() throws Exception {
        assertThat(started()).isEqualTo("started\n");
    }

    @Test
    void whoeverHasChosenAWayGetsThatOne() throws Exception {
        assertThat(started("-Djdk.lang.Process.launchMechanism=FORK")).isEqualTo("started\n");
        assertThat(started("-Djdk.lang.Process.launchMechanism=NONE")).contains("NONE");
    }

    private static String started(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Starter.class.getName()));
        Process jvm = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new String(jvm.getInputStream().readAllBytes());
    }
}
