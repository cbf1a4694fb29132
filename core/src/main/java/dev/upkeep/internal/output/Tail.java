package dev.upkeep.internal.output;

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

    private static final long SPARE = 16L << 20;
    private static final long TOO_LARGE = 64L << 20;

    private static final long UNKNOWN = Long.MAX_VALUE;

    private final Path file;
    private final Stream stream;
    private final SafeSink sink;
    private @Nullable FileChannel channel;
    private long offset; // all before it was handed over; a line begins there
    private long seen; // of what is behind it, nothing is known yet
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

    /**
     * Reads what is new, at most as much as the buffer holds.
     *
     * @param buffer backed by an array of {@link LineSplitter#ENOUGH} bytes or more; what it holds is overwritten
     * @return how many bytes were read
     */
    int read(ByteBuffer buffer) {
        try {
            int read = broken ? 0 : readInto(buffer);
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

    private int readInto(ByteBuffer buffer) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            if (!isMoreThere()) {
                return 0;
            }
            open = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel = open;
        }
        int read = open.read(buffer.clear(), offset);
        return read > 0 && (offset + read > seen || isLast(read)) ? handOver(buffer.array(), read) : 0;
    }

    /** A line that is only begun is left where it is, and read again when there is more of it. */
    private int handOver(byte[] bytes, int read) {
        LineSplitter.Found found = LineSplitter.split(bytes, read, isLast(read), stream, Instant.now());
        seen = offset + read;
        if (found.lines().count() > 0) {
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

    /** Gives back to the disk what was read. */
    void save(SpoolSpace space) {
        if (space.canPunch() && offset - saved >= SPARE) {
            saved = offset;
            space.punch(file, offset);
        } else if (!space.canPunch() && offset >= TOO_LARGE) {
            cut();
        }
    }

    /** Begins the file anew if all of it was read. What is printed between the look and the cut is lost. */
    private void cut() {
        try {
            if (channel != null && channel.size() == offset) {
                channel.truncate(0);
                offset = 0;
                seen = 0;
            }
        } catch (IOException e) {
            LOG.warn("{}: cannot be cut", file, e);
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
    void close() {
        release();
        delete();
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{}: cannot be removed", file, e);
        }
    }
}
