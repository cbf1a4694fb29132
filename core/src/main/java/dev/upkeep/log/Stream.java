package dev.upkeep.log;

import java.util.Locale;

/** Where a line comes from: the two streams a process prints to, and what Upkeep has to say of them. */
public enum Stream {
    /** Standard output. */
    STDOUT,
    /** Standard error. */
    STDERR,
    /** No stream of the process: Upkeep says what is missing among the lines. */
    UPKEEP;

    /**
     * The word that REST uses.
     *
     * @return {@code stdout}, {@code stderr} or {@code upkeep}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
