package dev.upkeep.log;

/** The two streams a process prints to. */
public enum Stream {
    /** Standard output. */
    STDOUT,
    /** Standard error. */
    STDERR;

    /**
     * The word that REST uses.
     *
     * @return {@code stdout} or {@code stderr}
     */
    public String word() {
        return this == STDOUT ? "stdout" : "stderr";
    }
}
