package dev.upkeep.internal.config.rules;

/** What variables of the environment can be called. */
public final class VariableNames {
    private VariableNames() {}

    /** Whether an operating system takes it for a name. */
    public static boolean fits(String name) {
        return !name.isEmpty() && name.indexOf('=') < 0 && name.indexOf('\0') < 0;
    }
}
