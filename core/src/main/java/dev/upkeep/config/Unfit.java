package dev.upkeep.config;

/** A text that does not say what it should. The message goes on after the name of what it belongs to. */
final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final String help;

    Unfit(Code code, String message, String help) {
        super(message, null, false, false);
        this.code = code;
        this.help = help;
    }

    Code code() {
        return code;
    }

    String help() {
        return help;
    }
}
