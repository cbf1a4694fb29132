package dev.upkeep.internal.output;

import dev.upkeep.internal.system.Removal;
import dev.upkeep.log.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process prints to one of its streams: the spool file that it appends to, and how far that was read. The file is
 * held open only while something comes, so that quiet processes cost no handle. Not thread-safe.
 */
final class Tail {
    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);

    private static final long SPARE = 64L << 20;
    private static final long TOO_LARGE = 64L << 20;

    private static final long UNKNOWN = Long.MAX_VALUE;

    private final Path file;
    private final Stream stream;
    private final SafeSink sink;
    private @Nullable FileChannel channel;
    private volatile long offset; // all before it was handed over; a line begins there
    private long seen; // of what is behind it, nothing is known yet
    private long noted; // all before it need not be read again, whatever happens
    private volatile long givenUp; // what was not read before it never will be
    private long saved;
    private long end = UNKNOWN;
    private boolean broken;

    Tail(Path file, Stream stream, SafeSink sink) {
        this.file = file;
        this.stream = stream;
        this.sink = sink;
    }

    Path file() {
        return file;
    }

    /** How much of the file was read and handed over: whole lines only. */
    long offset() {
        return offset;
    }

    /** What was handed over up to here will not be asked for again: it need not be kept any more. */
    void noted(long handedOver) {
        noted = handedOver;
    }

    /**
     * Begins where an earlier supervisor has stopped. A file shorter than that was begun anew, or lost its end with the
     * power; one that is missing was read to its end.
     *
     * @param sameBoot whether the machine has run without a break since
     */
    void resume(long handedOver, boolean sameBoot) {
        long length = file.toFile().length();
        long shorter = sameBoot ? 0 : length;
        begin(length >= handedOver ? handedOver : shorter);
        broken = !Files.exists(file);
    }

    /** Begins with the first byte that is there: how much was read is not known, and what was is nothing but zeros. */
    void resumeAnywhere() {
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.READ)) {
            begin(Holes.end(open));
        } catch (NoSuchFileException e) {
            broken = true;
        } catch (IOException e) {
            LOG.error("{}: cannot be read; what was printed there is lost", file, e);
            broken = true;
        }
    }

    private void begin(long from) {
        offset = from;
        seen = from;
        noted = from;
        givenUp = from;
    }

    /**
     * Reads what is new, at most as much as the buffer holds.
     *
     * @param buffer backed by an array of {@link LineSplitter#ENOUGH} bytes or more; what it holds is overwritten
     * @param first run before lines are handed over, if there are any
     * @return how many bytes were read
     */
    int read(ByteBuffer buffer, Runnable first) {
        try {
            int read = broken ? 0 : readInto(buffer, first);
            if (read == 0 && end != UNKNOWN) {
                end = offset; // nobody prints any more; somebody may have emptied it
            }
            return read;
        } catch (IOException e) {
            LOG.error("{}: cannot be read; what is printed there from now on is lost", file, e);
            broken = true;
            return 0;
        }
    }

    private int readInto(ByteBuffer buffer, Runnable first) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            if (!isMoreThere()) {
                return 0;
            }
            open = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel = open;
        }
        skip(first);
        int read = open.read(buffer.clear(), offset);
        return read > 0 && (offset + read > seen || isLast(read)) ? handOver(buffer.array(), read, first) : 0;
    }

    /** A line that is only begun is left where it is, and read again when there is more of it. */
    private int handOver(byte[] bytes, int read, Runnable first) {
        LineSplitter.Found found = LineSplitter.split(bytes, read, isLast(read), stream, Instant.now());
        seen = offset + read;
        if (found.lines().count() > 0) {
            first.run();
            sink.lines(found.lines());
        }
        offset += found.length();
        return read;
    }

    private boolean isLast(int read) {
        return offset + read >= end;
    }

    /** Somebody may have emptied it, then it is begun anew, or removed it, then nothing helps. */
    private boolean isMoreThere() throws IOException {
        long length = file.toFile().length();
        if (length < offset && !Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        offset = Math.min(offset, length);
        seen = Math.min(seen, length);
        return length > seen || length > offset && end != UNKNOWN;
    }

    /** From now on, only what is there already is still read. */
    void endHere() {
        try {
            end = channel == null ? file.toFile().length() : channel.size();
        } catch (IOException e) {
            LOG.warn("{}: its size is unknown, the rest of it is not read", file, e);
            end = 0;
        }
    }

    /** Whether everything up to the end was read. */
    boolean isDone() {
        return broken || offset >= end;
    }

    /**
     * Gives the older half up if far too much waits to be read, maybe while whoever takes it waits. Thread-safe, unlike all
     * else here.
     */
    void relieve(SpoolSpace space) {
        long length = file.toFile().length();
        if (space.canPunch() && length - Math.max(offset, givenUp) > space.mostUnread()) {
            givenUp = length - space.mostUnread() / 2;
            space.punch(file, givenUp);
        }
    }

    /** Goes on after what was given up, and says so. */
    private void skip(Runnable first) {
        long missing = givenUp - offset;
        if (missing > 0) {
            first.run();
            offset = givenUp;
            seen = Math.max(seen, offset);
            String text =
                    missing + " bytes of " + stream.word() + " are missing here: more waited to be taken than is kept";
            sink.line(Stream.UPKEEP, Instant.now(), text, false);
        }
    }

    /**
     * Gives back to the disk what was read and noted. If for long nothing could be noted, it goes all the same.
     *
     * @return whether the file was begun anew
     */
    boolean save(SpoolSpace space) {
        long spare = offset - noted < TOO_LARGE ? noted : offset;
        if (space.canPunch() && spare - saved >= SPARE) {
            saved = spare;
            space.punch(file, spare);
        }
        return !space.canPunch() && offset >= TOO_LARGE && cut();
    }

    /** Begins the file anew if all of it was read. What is printed between the look and the cut is lost. */
    private boolean cut() {
        try {
            FileChannel open = channel;
            if (open == null || open.size() != offset) {
                return false;
            }
            open.truncate(0);
            begin(0);
            return true;
        } catch (IOException e) {
            LOG.warn("{}: cannot be cut", file, e);
            return false;
        }
    }

    /** Gives the handle back until something comes again; of a file that was removed, it is the last way to read. */
    void rest() {
        if (channel != null && Files.exists(file)) {
            release();
        }
    }

    private void release() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.warn("{}: cannot be closed", file, e);
        }
        channel = null;
    }

    /** Removes the file. */
    void delete() {
        release();
        Removal.of(file);
    }
}
