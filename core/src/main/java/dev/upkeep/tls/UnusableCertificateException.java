package dev.upkeep.tls;

import java.io.IOException;
import java.nio.file.Path;

/** Says which file a certificate cannot be taken from, and why. */
public final class UnusableCertificateException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Path file;
    /** Without the name of the file. */
    private final String why;

    UnusableCertificateException(Path file, String why) {
        super(file + ": " + why);
        this.file = file;
        this.why = why;
    }

    /**
     * The one to look at.
     *
     * @return as it was given
     */
    public Path file() {
        return file;
    }

    /**
     * What is wrong with it.
     *
     * @return follows the name of the file, without an end mark
     */
    public String why() {
        return why;
    }
}
