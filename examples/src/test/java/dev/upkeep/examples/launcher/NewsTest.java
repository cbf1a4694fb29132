package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.ProcessStatus;
import dev.upkeep.Upkeep;
import dev.upkeep.UpkeepEvent;
import dev.upkeep.process.Reason;
import dev.upkeep.process.State;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told of what happens. */
class NewsTest {
    @TempDir
    private Path folder;

    @Test
    void onlyWhatWasNotReadyIsReadyAgain() {
        StringWriter said = new StringWriter();
        try (Upkeep upkeep = Upkeep.builder()
                .stateDirectory(folder)
                .process("a", p -> p.command("sleep", "1000"))
                .build()) {
            ProcessStatus like = upkeep.processes().get(0);
            try (News news = new News(upkeep, new Talk(new PrintWriter(said, true)))) {
                news.happened(running(like, "Running, so that a time to run was passed over", true));
                news.happened(running(like, "Did not answer", false));
                news.happened(running(like, "Running", true));
                news.happened(running(like, "Running, so that a time to run was passed over", true));
            }
        }
        assertThat(said.toString().lines()).containsExactly("  ✕ a  Did not answer", "  ✓ a  ready again");
    }

    private static UpkeepEvent running(ProcessStatus like, String sentence, boolean ready) {
        return new UpkeepEvent.StateChanged(
                State.RUNNING,
                new ProcessStatus(
                        like.id(),
                        like.name(),
                        like.description(),
                        true,
                        State.RUNNING,
                        like.since(),
                        new Reason("Said", sentence),
                        ready,
                        like.pid(),
                        like.startTime(),
                        like.uptime(),
                        0,
                        0,
                        0,
                        like.nextRestart(),
                        like.lastExit(),
                        like.lastError(),
                        like.health(),
                        like.nextRun(),
                        like.resources(),
                        like.instances()));
    }
}
