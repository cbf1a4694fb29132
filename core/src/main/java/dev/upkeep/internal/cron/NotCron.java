package dev.upkeep.internal.cron;

/** A text is no cron expression. The message follows the name of the key: {@code is `61 * * * *`, whose …}. */
public final class NotCron extends Exception {
    private static final long serialVersionUID = 1L;

    private final String help;

    NotCron(String message, String help) {
        super(message);
        this.help = help;
    }

    /** What to write instead. */
    public String help() {
        return help;
    }
}
