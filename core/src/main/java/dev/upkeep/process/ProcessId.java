package dev.upkeep.process;

import java.util.regex.Pattern;

/**
 * The name a process is known by everywhere: its key in {@code processes.yaml}, its place in REST paths, its log prefix.
 *
 * @param value one to 64 characters out of letters, digits, {@code . _ -}, the first a letter or digit; never
 *     {@code reload}, which is a verb of the REST interface
 */
public record ProcessId(String value) implements Comparable<ProcessId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String RESERVED = "reload";

    /** Refuses what is not an id, with {@link IllegalArgumentException}. */
    public ProcessId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "process id: " + value + " (expected: " + FORM.pattern() + ", not \"" + RESERVED + "\")");
        }
    }

    /**
     * Whether this text may name a process.
     *
     * @param value any text
     * @return true if {@code new ProcessId(value)} would succeed
     */
    public static boolean isValid(String value) {
        return FORM.matcher(value).matches() && !value.equals(RESERVED);
    }

    @Override
    public int compareTo(ProcessId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
