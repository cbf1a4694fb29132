package dev.upkeep.internal.output;

import dev.upkeep.internal.system.FileTrouble;
import dev.upkeep.internal.system.Removal;
import dev.upkeep.internal.system.StateDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last {@link Position} of a spool. There is room for two, written in turn, each with a number and a checksum: if
 * the machine stops while one is written, the other is whole. A write stays within one page, so that being killed cannot
 * cut it in two. The file is held open only while something comes. Not thread-safe.
 */
final class PositionFile {
    private static final Logger LOG = LoggerFactory.getLogger(PositionFile.class);
    private static final int ROOM = 512;
    private static final int LONGEST = 400;

    private final Path file;
    private @Nullable FileChannel channel;
    private @Nullable Position last;
    private long number;
    private boolean failed;

    /** What was read: a position that was written as the so many-th. */
    private record Entry(long number, Position position) {}

    PositionFile(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** Makes it, without a position; all the room is taken now, so that a full disk hinders nothing later. */
    void create() {
        try {
            StateDirectory.makeFile(file, new byte[2 * ROOM]);
        } catch (IOException e) {
            complain(e);
        }
    }

    /** What was written last, and is whole; empty too if it cannot be read. */
    Optional<Position> read() {
        byte[] bytes = bytes();
        Optional<Entry> latest = IntStream.of(0, ROOM)
                .filter(from -> from + ROOM <= bytes.length)
                .mapToObj(from -> entry(Arrays.copyOfRange(bytes, from, from + ROOM)))
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(Entry::number));
        latest.ifPresent(entry -> number = entry.number());
        return latest.map(Entry::position);
    }

    private byte[] bytes() {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(2 * ROOM);
        } catch (NoSuchFileException e) {
            return new byte[0]; // nothing was ever read, or all was
        } catch (IOException e) {
            LOG.warn("{}: cannot be read, lines may come twice: {}", file, FileTrouble.say(e));
            return new byte[0];
        }
    }

    /** Writes it, unless it is the last one again. A disk that refuses is reported once, and tried again each time. */
    boolean write(Position position) {
        if (position.equals(last)) {
            return true;
        }
        try {
            byte[] line = line(number + 1, position);
            opened().write(ByteBuffer.wrap(line), (number + 1) % 2 * ROOM);
            number++;
            last = position;
            failed = false;
            return true;
        } catch (IOException e) {
            complain(e);
            return false;
        }
    }

    private void complain(IOException e) {
        if (!failed) {
            LOG.warn("{}: how far output was read cannot be noted: {}", file, FileTrouble.say(e));
        }
        failed = true;
    }

    private FileChannel opened() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel = open;
        }
        return open;
    }

    /** Gives the handle back until something comes again; of a file that was removed, it is the last way to write. */
    void rest() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.debug("{}: not closed well", file, e);
        }
        channel = null;
    }

    void delete() {
        rest();
        Removal.of(file);
    }

    private static byte[] line(long number, Position position) throws IOException {
        String text = number + " " + position.text();
        byte[] bytes = (checksum(text) + " " + text + "\n").getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length > LONGEST) {
            throw new IOException("mark: " + position.mark() + " (expected: at most 200 characters)");
        }
        return Arrays.copyOf(bytes, ROOM);
    }

    private static Optional<Entry> entry(byte[] room) {
        String line = new String(room, StandardCharsets.ISO_8859_1);
        int end = line.indexOf('\n');
        String[] words = end < 0 ? new String[0] : line.substring(0, end).split(" ", 3);
        if (words.length < 3
                || !words[0].equals(checksum(words[1] + " " + words[2]))
                || !words[1].matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        long number = Long.parseLong(words[1]);
        return Position.parse(words[2]).map(position -> new Entry(number, position));
    }

    private static String checksum(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return Long.toHexString(sum.getValue());
    }
}
