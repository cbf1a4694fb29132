package dev.upkeep.spec;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Commands that are run beside a process when something happens to it. They run in its folder, with its environment and
 * limits, and what they print goes to its log. What one leaves running is killed.
 *
 * @param preStart before each launch, which fails if the command does
 * @param postStart as soon as it is launched; nobody waits for it
 * @param preStop before it is asked to end, if its root lives; its time is part of the time that a stop is given
 * @param postStop after nothing of it lives any more, and before it is launched again
 */
public record Hooks(
        Optional<Hook> preStart, Optional<Hook> postStart, Optional<Hook> preStop, Optional<Hook> postStop) {
    /** Nothing is run: the default. */
    public static final Hooks NONE = new Hooks(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * One command.
     *
     * @param command a program and its arguments; no shell is involved
     * @param timeout after it, the command is killed and has failed; default 30 s
     */
    public record Hook(List<String> command, Duration timeout) {
        /** How long it may take if nothing else is said. */
        public static final Duration USUAL = Duration.ofSeconds(30);

        /** Copies the list; refuses an empty one, and a timeout that is not positive, with {@link IllegalArgumentException}. */
        public Hook {
            command = List.copyOf(command);
            if (command.isEmpty() || command.get(0).isBlank()) {
                throw new IllegalArgumentException("hooks: " + command + " (expected: a program and its arguments)");
            }
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("hooks: " + timeout + " (expected: > 0)");
            }
        }

        /**
         * With the usual timeout.
         *
         * @param command a program and its arguments
         * @return a hook
         */
        public static Hook of(String... command) {
            return new Hook(List.of(command), USUAL);
        }
    }

    /**
     * The same with another command before each launch.
     *
     * @param hook what is run
     * @return a copy
     */
    public Hooks withPreStart(Hook hook) {
        return new Hooks(Optional.of(hook), postStart, preStop, postStop);
    }

    /**
     * The same with another command after each launch.
     *
     * @param hook what is run
     * @return a copy
     */
    public Hooks withPostStart(Hook hook) {
        return new Hooks(preStart, Optional.of(hook), preStop, postStop);
    }

    /**
     * The same with another command before a stop.
     *
     * @param hook what is run
     * @return a copy
     */
    public Hooks withPreStop(Hook hook) {
        return new Hooks(preStart, postStart, Optional.of(hook), postStop);
    }

    /**
     * The same with another command after each end.
     *
     * @param hook what is run
     * @return a copy
     */
    public Hooks withPostStop(Hook hook) {
        return new Hooks(preStart, postStart, preStop, Optional.of(hook));
    }
}
