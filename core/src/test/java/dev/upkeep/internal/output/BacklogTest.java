package dev.upkeep.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.log.Stream;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spi.OutputSink;
import dev.upkeep.testing.Waits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a spool that is not read while the process goes on printing. */
class BacklogTest {
    private static final long MEGABYTE = 1 << 20;
    private static final byte[] LINES =
            ("x".repeat(63) + "\n").repeat(16 * 1024).getBytes(StandardCharsets.US_ASCII);
    private static final int MANY = 30;

    @TempDir
    Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean ready;
    private volatile long taken;
    private SpoolSpace space;
    private Spool spool;

    private final OutputSink sink = new OutputSink() {
        @Override
        public void line(Stream stream, Instant time, String text, boolean truncated) {
            if (stream == Stream.UPKEEP) {
                said.add(text);
            } else {
                taken += text.length() + 1;
                stick();
            }
        }

        @Override
        public boolean isReady() {
            return ready;
        }
    };

    @BeforeEach
    void makeSpool() throws Exception {
        space = new SpoolSpace(Optional.of(Path.of("/usr/bin/fallocate")), Runnable::run, 8 * MEGABYTE);
        spool = Spool.create(folder, new ProcessId("web"), "1", sink);
    }

    @Test
    void itTakesNoMoreOfTheDiskThanAllowedAndSaysWhatIsMissing() throws Exception {
        released.countDown();
        Followed followed = new Followed(spool, space, () -> {});
        for (int i = 0; i < MANY; i++) {
            print();
            followed.turn(ByteBuffer.allocate(64 * 1024), 0);
            assertThat(taken()).isLessThan(10 * MEGABYTE);
        }

        ready = true;
        followed.finish(() -> {});
        for (int i = 0; i < 1000 && !followed.isFinished(); i++) {
            followed.turn(ByteBuffer.allocate(64 * 1024), 0);
        }

        assertThat(followed.isFinished()).isTrue();
        assertThat(said).hasSize(1);
        assertThat(said.get(0)).matches("\\d+ bytes of stdout are missing here: .*");
        assertThat(taken + missing()).isEqualTo(MANY * MEGABYTE);
    }

    @Test
    void soItIsWhileWhoeverTakesItHangs() throws Exception {
        ready = true;
        Tailer tailer = new Tailer(space);
        Followed stuck = tailer.toFollow(spool, () -> {});
        print();
        tailer.follow(stuck);
        Waits.until(() -> taken > 0);

        for (int i = 1; i < MANY; i++) {
            print();
        }

        Waits.until(() -> taken() < 10 * MEGABYTE);
        released.countDown();
        tailer.finish(stuck, () -> {});
        tailer.close();
        Waits.until(() -> Files.notExists(spool.out()));
        assertThat(taken + missing()).isEqualTo(MANY * MEGABYTE);
    }

    private long missing() {
        return said.stream()
                .mapToLong(text -> Long.parseLong(text.split(" ")[0]))
                .sum();
    }

    private void print() throws Exception {
        Files.write(spool.out(), LINES, StandardOpenOption.APPEND);
    }

    private long taken() throws Exception {
        Process du = new ProcessBuilder("du", "--block-size=1", spool.out().toString()).start();
        String said = new String(du.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(du.waitFor()).isZero();
        return Long.parseLong(said.split("\\s")[0]);
    }

    private void stick() {
        try {
            assertThat(released.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
