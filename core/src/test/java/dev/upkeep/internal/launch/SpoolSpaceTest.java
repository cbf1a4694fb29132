package dev.upkeep.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.internal.output.Followed;
import dev.upkeep.internal.output.Spool;
import dev.upkeep.internal.output.SpoolSpace;
import dev.upkeep.process.ProcessId;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolSpaceTest {
    private static final byte[] LINES = ("x".repeat(1023) + "\n").repeat(1024).getBytes(StandardCharsets.US_ASCII);
    private static final int MANY = 80;

    @TempDir
    Path folder;

    private final Printed printed = new Printed();
    private final List<String> commands = new ArrayList<>();

    @Test
    void whatWasReadIsGivenBackAndNothingIsLost() throws Exception {
        Path fallocate = ProgramSearch.here().tool("fallocate").orElseThrow();

        long blocks = readMuch(new SpoolSpace(Optional.of(fallocate), Runnable::run));

        assertThat(printed.out()).hasSize(MANY * 1024);
        assertThat(blocks).isLessThan(MANY * 1024L * 1024 / 2);
    }

    @Test
    void withoutTheToolTheFileIsCut() throws Exception {
        long blocks = readMuch(new SpoolSpace(Optional.empty(), Runnable::run));

        assertThat(printed.out()).hasSize(MANY * 1024);
        assertThat(blocks).isLessThan(MANY * 1024L * 1024 / 2);
    }

    @Test
    void aToolThatFailsIsNotAskedAgain() throws Exception {
        SpoolSpace space = new SpoolSpace(Optional.of(Path.of("/bin/false")), task -> {
            commands.add("asked");
            task.run();
        });

        readMuch(space);

        assertThat(commands).hasSize(1);
        assertThat(printed.out()).hasSize(MANY * 1024);
    }

    @Test
    void aFileThatSomebodyEmptiesAtTheEndIsReadToItsEndAllTheSame() throws Exception {
        Spool spool = Spool.create(folder, new ProcessId("web"), "1", printed);
        Followed followed = new Followed(spool, new SpoolSpace(Optional.empty(), Runnable::run), () -> {});
        Files.write(spool.out(), LINES);
        followed.turn(ByteBuffer.allocate(20 * 1024), 0);
        followed.finish(() -> {});
        Files.write(spool.out(), new byte[0]);

        followed.turn(ByteBuffer.allocate(20 * 1024), 0);

        assertThat(followed.isFinished()).isTrue();
        assertThat(printed.out()).hasSize(20);
    }

    /** Prints, and reads in turn; answers how many bytes the file takes of the disk in the end. */
    private long readMuch(SpoolSpace space) throws Exception {
        Spool spool = Spool.create(folder, new ProcessId("web"), "1", printed);
        Followed followed = new Followed(spool, space, () -> {});
        ByteBuffer buffer = ByteBuffer.allocate(LINES.length);
        try (OutputStream out = new FileOutputStream(spool.out().toFile(), true)) {
            for (int i = 0; i < MANY; i++) {
                out.write(LINES);
                followed.turn(buffer, 0);
            }
        }
        long taken = diskUse(spool.out());
        followed.finish(() -> {});
        followed.turn(buffer, 0);
        assertThat(followed.isFinished()).isTrue();
        return taken;
    }

    private static long diskUse(Path file) throws Exception {
        Process du = new ProcessBuilder("du", "--block-size=1", file.toString()).start();
        String said = new String(du.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(du.waitFor()).isZero();
        assertThat(Files.exists(file)).isTrue();
        return Long.parseLong(said.split("\\s")[0]);
    }
}
