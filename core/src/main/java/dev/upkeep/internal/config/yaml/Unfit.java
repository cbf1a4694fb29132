package dev.upkeep.internal.config.yaml;

import dev.upkeep.internal.config.problem.Code;

/** A text that does not say what it should. The message goes on after the name of what it belongs to. */
public final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final String help;

    /**
     * With all that is said about it but where it stands.
     *
     * @param message goes on after the name of what it belongs to
     * @param help what to write instead; may be empty
     */
    public Unfit(Code code, String message, String help) {
        super(message, null, false, false);
        this.code = code;
        this.help = help;
    }

    /** What kind of problem it is. */
    public Code code() {
        return code;
    }

    /** What to write instead; may be empty. */
    public String help() {
        return help;
    }
}
