package dev.upkeep.internal.output;

import dev.upkeep.log.Lines;
import dev.upkeep.log.Stream;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.LogSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The log files of one process: one, or two if what it prints to standard error has its own. Not thread-safe. */
public final class ProcessLog {
    private static final String BETWEEN = "|";

    private final List<FileLog> files = new ArrayList<>();

    /**
     * A log that has written nothing.
     *
     * @param id whose lines they are
     * @param file is appended to; made on first use, with its folders
     * @param spec how they are kept
     * @param background compresses what is full
     */
    public ProcessLog(ProcessId id, Path file, LogSpec spec, Executor background) {
        files.add(new FileLog(id, file, spec, background));
        spec.errorFile().ifPresent(errors -> files.add(new FileLog(id, errors, spec, background)));
    }

    /** Adds lines to the file that they belong to. */
    public void write(Lines lines) {
        files.get(lines.stream() == Stream.STDERR ? files.size() - 1 : 0).write(lines);
    }

    /** See {@link FileLog#isReady()}. */
    public boolean isReady() {
        return files.stream().allMatch(FileLog::isReady);
    }

    /** Writes out what was gathered. */
    public void flush() {
        files.forEach(FileLog::flush);
    }

    /** Gives back what is not needed until the next line. */
    public void rest() {
        files.forEach(FileLog::rest);
    }

    /** See {@link FileLog#mark()}. */
    public Optional<String> mark() {
        List<String> marks =
                files.stream().flatMap(file -> file.mark().stream()).toList();
        return marks.size() == files.size() ? Optional.of(String.join(BETWEEN, marks)) : Optional.empty();
    }

    /** See {@link FileLog#rewind}. */
    public void rewind(String mark) {
        String[] marks = mark.split("\\" + BETWEEN, -1);
        for (int i = 0; i < Math.min(marks.length, files.size()); i++) {
            files.get(i).rewind(marks[i]);
        }
    }
}
