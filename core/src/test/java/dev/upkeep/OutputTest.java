package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.log.LogLine;
import dev.upkeep.log.LogRing;
import dev.upkeep.log.Stream;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.LogSpec;
import dev.upkeep.testing.StuckTerminal;
import dev.upkeep.testing.Waits;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {
    private static final int LINES = 1000;

    @Test
    void aLogFileThatHangsKeepsNobodyWaitingWhoReadsTheLines() throws Exception {
        Output output = new Output(new ProcessId("web"), 1, new LogRing(2000, 1 << 20), Runnable::run, Runnable::run);
        Thread writer = new Thread(() -> print(output));
        try (StuckTerminal stuck = new StuckTerminal()) {
            output.writeTo(stuck.path(), LogSpec.DEFAULT);
            writer.start();
            Waits.until(() -> isWriting(writer));

            CompletableFuture<List<LogLine>> read = CompletableFuture.supplyAsync(() -> output.last(1));

            assertThat(Waits.value(read)).hasSize(1);
            assertThat(writer.isAlive()).isTrue();
        }
        Waits.until(() -> !writer.isAlive());
    }

    @Test
    void whatIsMarkedAlreadyIsWrittenWhereTheMarkSays(@TempDir Path folder) {
        Path first = folder.resolve("first.log");
        Path second = folder.resolve("second.log");
        Output output = new Output(new ProcessId("web"), 1, new LogRing(2000, 1 << 20), Runnable::run, Runnable::run);
        output.writeTo(first, LogSpec.DEFAULT);
        output.mark();

        output.writeTo(second, LogSpec.DEFAULT);
        output.line(Stream.STDOUT, Instant.EPOCH, "one", false);
        output.flush();
        output.line(Stream.STDOUT, Instant.EPOCH, "two", false);
        output.flush();
        output.rest();

        assertThat(first).content().contains("one").doesNotContain("two");
        assertThat(second).content().contains("two").doesNotContain("one");
    }

    /** The first write already is more than the terminal takes. */
    private static boolean isWriting(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith(".FileChannelImpl")
                        && frame.getMethodName().equals("write"));
    }

    private static void print(Output output) {
        for (int i = 0; i < LINES; i++) {
            output.line(Stream.STDOUT, Instant.EPOCH, i + " " + "x".repeat(1000), false);
        }
        output.flush();
    }
}
