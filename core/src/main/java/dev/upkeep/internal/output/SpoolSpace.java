package dev.upkeep.internal.output;

import dev.upkeep.internal.system.ShortCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the disk back what was already read of a spool file, while the process goes on appending to it: a hole takes the
 * place of what was read, offsets stay as they are, and nothing can be lost. Where holes cannot be made, the file is
 * begun anew each time that all of it was read. Thread-safe.
 */
public final class SpoolSpace {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolSpace.class);
    private static final long BLOCK = 4096;
    private static final long TIMEOUT_SECONDS = 30;

    private static final long MOST_UNREAD = 1L << 30;

    private final Executor executor;
    private final Optional<Path> fallocate;
    private final long mostUnread;
    private volatile boolean impossible;

    public SpoolSpace(Optional<Path> fallocate, Executor executor) {
        this(fallocate, executor, MOST_UNREAD);
    }

    SpoolSpace(Optional<Path> fallocate, Executor executor, long mostUnread) {
        this.mostUnread = mostUnread;
        this.fallocate = fallocate;
        this.executor = executor;
        this.impossible = fallocate.isEmpty();
    }

    public boolean canPunch() {
        return !impossible;
    }

    /** How much of a file may wait to be read; of more, the older half is given up. */
    long mostUnread() {
        return mostUnread;
    }

    /** Makes a hole of all up to an offset, some time soon. */
    public void punch(Path file, long upTo) {
        fallocate.ifPresent(program -> executor.execute(() -> punch(program, file, upTo)));
    }

    private void punch(Path program, Path file, long upTo) {
        List<String> command = List.of(
                program.toString(),
                "--punch-hole",
                "--offset",
                "0",
                "--length",
                Long.toString(upTo / BLOCK * BLOCK),
                file.toString());
        try {
            boolean done = ShortCommand.run(command, TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (!done && file.toFile().exists()) {
                giveUp(file);
            }
        } catch (IOException e) {
            LOG.debug("{}: no hole", file, e);
            giveUp(file);
        }
    }

    private void giveUp(Path file) {
        if (!impossible) {
            LOG.warn("{}: fallocate cannot give its space back here; it is cut instead, which can lose a line", file);
        }
        impossible = true;
    }
}
