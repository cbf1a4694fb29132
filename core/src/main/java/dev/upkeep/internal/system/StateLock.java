package dev.upkeep.internal.system;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two supervisors out of one state directory. The lock is on an open file, so it ends with whoever holds it, however
 * that ends. Beside it a note says who that is; it proves nothing and is only for people, but for one thing: closing any
 * handle of a locked file gives the lock of the whole JVM away, so that a second try in the same JVM must not even open it.
 * Thread-safe.
 */
public final class StateLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateLock.class);
    private static final int TRIES = 20;
    private static final long BETWEEN_TRIES_MILLIS = 50;

    private final FileChannel channel;
    private final Path note;

    /** Somebody else holds it. */
    public static final class Taken extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient OptionalLong holder;

        private Taken(OptionalLong holder) {
            super("pid: " + holder);
            this.holder = holder;
        }

        /** The pid of who holds it, if it is known. */
        public OptionalLong holder() {
            return holder;
        }
    }

    private StateLock(FileChannel channel, Path note) {
        this.channel = channel;
        this.note = note;
    }

    /**
     * Takes the lock. Whoever was killed holds it until its memory is given back, so this waits up to a second.
     *
     * @throws Taken if somebody else holds it
     * @throws IOException if the directory cannot be used
     */
    public static StateLock take(Path stateDirectory) throws IOException, Taken {
        Path folder = StateDirectory.at(stateDirectory).path();
        for (int tries = 1; ; tries++) {
            Optional<StateLock> lock = tryOnce(folder);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (tries == TRIES || !pause()) {
                throw new Taken(holder(folder));
            }
        }
    }

    /** One after the other, so that who comes second in this JVM finds the note of the first. */
    private static synchronized Optional<StateLock> tryOnce(Path folder) throws IOException {
        Path note = note(folder);
        if (isOwn(note)) {
            return Optional.empty();
        }
        FileChannel channel = FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        try {
            if (channel.tryLock() != null) {
                Files.write(note, List.of(Long.toString(ProcessHandle.current().pid()), start()));
                return Optional.of(new StateLock(channel, note));
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("{}: locked by others in this JVM", folder, e);
        }
        channel.close();
        return Optional.empty();
    }

    private static boolean pause() {
        try {
            Thread.sleep(BETWEEN_TRIES_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Path note(Path folder) {
        return folder.resolve("lock.pid");
    }

    private static boolean isOwn(Path note) throws IOException {
        String own = Long.toString(ProcessHandle.current().pid());
        return Files.exists(note) && Files.readAllLines(note).equals(List.of(own, start()));
    }

    /** When this JVM began; the same pid may have been another's. */
    private static String start() {
        return "start="
                + ProcessHandle.current()
                        .info()
                        .startInstant()
                        .map(Instant::toString)
                        .orElse("");
    }

    private static OptionalLong holder(Path folder) {
        try {
            return Files.readAllLines(note(folder)).stream()
                    .limit(1)
                    .filter(line -> line.matches("[0-9]{1,18}"))
                    .mapToLong(Long::parseLong)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Gives it back. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(note);
            channel.close();
        } catch (IOException e) {
            LOG.warn("{}: not given back well", note, e);
        }
    }
}
