package dev.upkeep.internal.config.keys;

import java.io.IOException;
import java.nio.file.Path;

/** Paths without links, so that two names of one file are seen to be the same. */
public final class RealPaths {
    private RealPaths() {}

    /**
     * Follows links as far as the path exists.
     *
     * @param path absolute
     * @return with the rest as it is
     */
    public static Path of(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            // is not there yet, or not to be looked at: what is around it may be
            Path around = path.getParent();
            return around == null ? path : of(around).resolve(path.getFileName());
        }
    }
}
