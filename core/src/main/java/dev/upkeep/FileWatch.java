package dev.upkeep;

import dev.upkeep.internal.system.FileStamp;
import dev.upkeep.spi.Timers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Looks at a few files again and again, and calls when they look different from what was taken up last, and the same at two
 * looks in a row: nobody is writing. So it does not matter how they are written, linked or mounted.
 */
final class FileWatch {
    static final Duration PAUSE = Duration.ofMillis(250);

    private final Timers timers;
    private final Executor work;
    private final Runnable changed;
    private volatile Collection<Path> files;
    private volatile boolean ended;
    /** Only touched by one look after the other, as is {@code seen}. */
    private List<FileStamp> taken;

    private List<FileStamp> seen;

    /**
     * A watch that has not begun.
     *
     * @param files to look at
     * @param taken how they looked when they were taken up
     * @param work does the looking
     * @param changed is called there
     */
    FileWatch(Collection<Path> files, List<FileStamp> taken, Timers timers, Executor work, Runnable changed) {
        this.files = files;
        this.taken = taken;
        this.seen = taken;
        this.timers = timers;
        this.work = work;
        this.changed = changed;
    }

    /** Looks at other files from now on. */
    void files(Collection<Path> others) {
        files = others;
    }

    void begin() {
        timers.after(PAUSE, () -> work.execute(this::look));
    }

    void end() {
        ended = true;
    }

    private void look() {
        if (ended) {
            return;
        }
        List<FileStamp> now = FileStamp.of(files);
        if (now.equals(seen) && !now.equals(taken)) {
            taken = now;
            changed.run();
        }
        seen = now;
        begin();
    }
}
