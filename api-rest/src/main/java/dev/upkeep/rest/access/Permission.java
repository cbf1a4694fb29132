package dev.upkeep.rest.access;

import java.util.Locale;

/** A kind of thing that a caller may do. */
public enum Permission {
    /** See how the processes are. */
    READ,
    /** Read what they print, which may hold anything. */
    LOGS,
    /** Start, stop and restart them. */
    CONTROL,
    /** Have the files read again. */
    ADMIN;

    /**
     * The word that problem documents use.
     *
     * @return the name in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
