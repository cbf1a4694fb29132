package dev.upkeep.spec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the lines of a process are kept in its log file. When that is full or old it becomes {@code FILE.1}, what was
 * {@code FILE.1} becomes {@code FILE.2}, and so on; no line is cut in two or lost by that. Make one with
 * {@link #builder()}: components may be added in later versions.
 *
 * @param maxSize how large a file may become, in bytes, a single longer line excepted; 0 is no limit; default 10 MiB
 * @param maxFiles how many files are kept beside the one that is written; default 5
 * @param interval how old the first line of a file may become before the next line begins a new one; empty, the default,
 *     is no limit
 * @param maxAge how long lines are kept: a file is removed when its last line is that old, and does not grow when its
 *     first is, so that no line lives longer than twice that; looked at when files are changed or opened; empty, the
 *     default, is no limit
 * @param compress whether kept files are compressed, to {@code FILE.1.gz}; default false
 * @param format what a line looks like; default text
 * @param errorFile where what is printed to standard error goes instead; treated like the log file; default empty
 */
public record LogSpec(
        long maxSize,
        int maxFiles,
        Optional<Duration> interval,
        Optional<Duration> maxAge,
        boolean compress,
        Format format,
        Optional<Path> errorFile) {
    /** All defaults. */
    public static final LogSpec DEFAULT = builder().build();

    /** What a line looks like. */
    public enum Format {
        /** {@code [2024-01-01T12:00:00.000Z] STDOUT: ready}, with what could do harm written out. */
        TEXT,
        /** One JSON object a line, with the exact text. */
        JSON
    }

    /** Refuses negative numbers and spans that are not positive, with {@link IllegalArgumentException}. */
    public LogSpec {
        require(maxSize >= 0, "maxSize", maxSize, ">= 0");
        require(maxFiles >= 0, "maxFiles", maxFiles, ">= 0");
        interval.ifPresent(span -> require(span.toMillis() > 0, "interval", span, ">= 1 ms"));
        maxAge.ifPresent(span -> require(span.toMillis() > 0, "maxAge", span, ">= 1 ms"));
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("log." + name + ": " + value + " (expected: " + expected + ")");
        }
    }

    /**
     * All defaults, to be changed.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the components of a {@link LogSpec}. Not thread-safe. */
    public static final class Builder {
        private long maxSize = 10L << 20;
        private int maxFiles = 5;
        private Optional<Duration> interval = Optional.empty();
        private Optional<Duration> maxAge = Optional.empty();
        private boolean compress;
        private Format format = Format.TEXT;
        private Optional<Path> errorFile = Optional.empty();

        private Builder() {}

        /**
         * Sets how large a file may become.
         *
         * @param bytes 0 is no limit; default 10 MiB
         * @return this
         */
        public Builder maxSize(long bytes) {
            maxSize = bytes;
            return this;
        }

        /**
         * Sets how many files are kept beside the one that is written.
         *
         * @param value default 5
         * @return this
         */
        public Builder maxFiles(int value) {
            maxFiles = value;
            return this;
        }

        /**
         * Sets how often a new file is begun.
         *
         * @param value default never, but for the size
         * @return this
         */
        public Builder interval(Duration value) {
            interval = Optional.of(value);
            return this;
        }

        /**
         * Sets how long lines are kept.
         *
         * @param value default for ever, but for the number of files
         * @return this
         */
        public Builder maxAge(Duration value) {
            maxAge = Optional.of(value);
            return this;
        }

        /**
         * Sets whether kept files are compressed.
         *
         * @param value default false
         * @return this
         */
        public Builder compress(boolean value) {
            compress = value;
            return this;
        }

        /**
         * Sets what a line looks like.
         *
         * @param value default text
         * @return this
         */
        public Builder format(Format value) {
            format = value;
            return this;
        }

        /**
         * Sets where what is printed to standard error goes instead.
         *
         * @param value default to the log file
         * @return this
         */
        public Builder errorFile(Path value) {
            errorFile = Optional.of(value);
            return this;
        }

        /**
         * Makes it.
         *
         * @return an immutable value
         * @throws IllegalArgumentException if a number is out of range
         */
        public LogSpec build() {
            return new LogSpec(maxSize, maxFiles, interval, maxAge, compress, format, errorFile);
        }
    }
}
