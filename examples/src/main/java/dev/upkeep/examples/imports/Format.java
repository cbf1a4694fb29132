package dev.upkeep.examples.imports;

import java.nio.file.Path;

/** How another supervisor is configured. */
interface Format {
    /** Whether a file is of this kind, by its name. */
    boolean fits(Path file);

    /** Reads all that can be carried over; notes the rest. */
    void read(Source source, Import into);
}
