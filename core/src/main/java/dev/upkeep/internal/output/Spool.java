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
 * gone, and a third that says how far they were read. They are named {@code ID~LAUNCH.out}, {@code .err} and {@code .pos},
 * are made for each launch, and removed when all was read. Not thread-safe.
 */
public final class Spool {
    private final Tail out;
    private final Tail err;
    private final PositionFile position;
    private final SafeSink sink;
    private boolean begun;

    private Spool(Path folder, ProcessId id, String launch, OutputSink output) {
        sink = new SafeSink(id, output);
        out = new Tail(folder.resolve(SpoolName.of(id, launch, "out")), Stream.STDOUT, sink);
        err = new Tail(folder.resolve(SpoolName.of(id, launch, "err")), Stream.STDERR, sink);
        position = new PositionFile(folder.resolve(SpoolName.of(id, launch, "pos")));
    }

    /** Makes the files that are printed to, empty, for their owner only. */
    public static Spool create(Path folder, ProcessId id, String launch, OutputSink output) throws IOException {
        Spool spool = new Spool(folder, id, launch, output);
        for (Tail tail : spool.tails()) {
            StateDirectory.makeFile(tail.file());
        }
        return spool;
    }

    /** Makes the third file; until then nothing may be read. */
    public void makePosition() {
        position.create();
    }

    /**
     * Goes on where an earlier supervisor has stopped. If it was killed while it wrote lines, the sink is asked to forget
     * them.
     *
     * @param sameBoot whether the machine has run without a break since; if not, lines may come twice, for who knows
     *     which of all these files had reached the disk
     */
    public static Spool resume(Path folder, ProcessId id, String launch, OutputSink output, boolean sameBoot) {
        Spool spool = new Spool(folder, id, launch, output);
        spool.position
                .read()
                .ifPresentOrElse(
                        last -> spool.resume(last, sameBoot),
                        () -> spool.tails().forEach(Tail::resumeAnywhere));
        return spool;
    }

    private void resume(Position last, boolean sameBoot) {
        out.resume(last.out(), sameBoot);
        err.resume(last.err(), sameBoot);
        if (sameBoot && last.writing()) {
            sink.rewind(last.mark());
        }
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
     * Reads what is new in both, a bufferful each. That lines are about to be written is noted before the first of them,
     * and that they are written, after the last: so there is no moment at which the next supervisor would not know what is
     * written already.
     *
     * @return how many bytes there were
     */
    public int read(ByteBuffer buffer) {
        begun = false;
        int read = out.read(buffer, this::begin) + err.read(buffer, this::begin);
        if (begun) {
            sink.flush();
            note(false);
        }
        return read;
    }

    private void begin() {
        if (!begun) {
            begun = true;
            note(true);
        }
    }

    private void note(boolean writing) {
        sink.mark().ifPresent(mark -> {
            Position now = new Position(out.offset(), err.offset(), writing, mark);
            if (position.write(now)) {
                out.noted(now.out());
                err.noted(now.err());
            }
        });
    }

    /** Gives back to the disk what was read. */
    void save(SpoolSpace space) {
        boolean cut = out.save(space) | err.save(space);
        if (cut) {
            note(false);
        }
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
        position.rest();
        sink.rest();
    }

    /** Removes the files; that all was read is the last to be forgotten. */
    public void close() {
        delete();
        sink.rest();
    }

    public void delete() {
        tails().forEach(Tail::delete);
        position.delete();
    }
}
