package dev.upkeep.internal.output;

import dev.upkeep.internal.system.StateDirectory;
import dev.upkeep.log.Stream;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spi.OutputSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The two files that one launched process prints to directly, so that it neither dies nor waits when the supervisor is
 * gone. They are named {@code ID~LAUNCH.out} and {@code .err}, are made for each launch, and removed when all was read.
 * Not thread-safe.
 */
public final class Spool {
    private static final String SEPARATOR = "~";

    private final Tail out;
    private final Tail err;
    private final SafeSink sink;

    private Spool(Path folder, ProcessId id, String launch, OutputSink output) {
        sink = new SafeSink(id, output);
        out = new Tail(folder.resolve(id + SEPARATOR + launch + ".out"), Stream.STDOUT, sink);
        err = new Tail(folder.resolve(id + SEPARATOR + launch + ".err"), Stream.STDERR, sink);
    }

    /** Makes both files, empty, for their owner only. */
    public static Spool create(Path folder, ProcessId id, String launch, OutputSink output) throws IOException {
        Spool spool = new Spool(folder, id, launch, output);
        for (Tail tail : spool.tails()) {
            StateDirectory.makeFile(tail.file());
        }
        return spool;
    }

    /** The process that a file in the folder of all spools belongs to; the separator is in no id. */
    public static String processOf(Path file) {
        return file.getFileName().toString().split(SEPARATOR, 2)[0];
    }

    public Path out() {
        return out.file();
    }

    public Path err() {
        return err.file();
    }

    public List<Tail> tails() {
        return List.of(out, err);
    }

    /**
     * Reads what is new in both, a bufferful each.
     *
     * @return how many bytes there were
     */
    public int read(ByteBuffer buffer) {
        int read = out.read(buffer) + err.read(buffer);
        if (read > 0) {
            sink.flush();
        }
        return read;
    }

    /** Nothing is printed any more: only what is there now is still read. */
    public void endHere() {
        tails().forEach(Tail::endHere);
    }

    public boolean isDone() {
        return out.isDone() && err.isDone();
    }

    /** Whether what is read now can be taken. */
    public boolean isReady() {
        return sink.isReady();
    }

    public void rest() {
        tails().forEach(Tail::rest);
        sink.rest();
    }

    /** Removes the files. */
    public void close() {
        tails().forEach(Tail::close);
        sink.rest();
    }

    public void delete() {
        tails().forEach(Tail::delete);
    }
}
