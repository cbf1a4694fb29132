package dev.upkeep.process;

import java.util.Optional;

/** How a process ended, as far as the operating system tells. */
public sealed interface Exit {
    /**
     * It ended with this code.
     *
     * @param value 0 to 255; 128 + n if it was ended by signal n, or if it chose that number itself: the two cannot be
     *     told apart (POSIX shell convention, which {@link Process#exitValue()} follows)
     */
    record Code(int value) implements Exit {
        @Override
        public String toString() {
            return signal().map(s -> "code " + value + " (" + s + ")").orElse("code " + value);
        }
    }

    /** It is gone, and nobody can say how: it was not a child of this supervisor. */
    record Unknown() implements Exit {
        @Override
        public String toString() {
            return "unknown code";
        }
    }

    /**
     * The signal that the code points to.
     *
     * @return the name of the signal, such as {@code SIGKILL}, or empty
     */
    default Optional<String> signal() {
        return this instanceof Code code && code.value > 128 ? Signal.byNumber(code.value - 128) : Optional.empty();
    }
}
