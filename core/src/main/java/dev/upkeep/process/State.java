package dev.upkeep.process;

import java.util.Locale;

/**
 * What a process is doing. {@link #RUNNING} says nothing about health; whether it may be sent traffic is told apart, as
 * <em>ready</em>. The names are supervisord's, with {@code FAILED} for its {@code FATAL}.
 */
public enum State {
    /** The file says {@code enabled: false}: known, never started. */
    DISABLED,
    /** Nothing of it lives, because nobody started it or somebody stopped it. */
    STOPPED,
    /** Launched or about to be, and not yet known to be ready. */
    STARTING,
    /** It lives, and was ready at least once since it was launched. */
    RUNNING,
    /** It was told to end, and something of it still lives. */
    STOPPING,
    /** It ended unexpectedly and will be launched again when its delay is over. */
    BACKOFF,
    /** It ended by itself and its policy calls that a good end. */
    EXITED,
    /** It ended, or could not be launched, and no attempts are left. */
    FAILED;

    /**
     * Whether an operating-system process belongs to this state.
     *
     * @return true for starting, running and stopping
     */
    public boolean isAlive() {
        return switch (this) {
            case STARTING, RUNNING, STOPPING -> true;
            case DISABLED, STOPPED, BACKOFF, EXITED, FAILED -> false;
        };
    }

    /**
     * The word that REST, logs and page use.
     *
     * @return the name in lower case, such as {@code backoff}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
