package dev.upkeep.examples.terminal;

/** What the launcher ends with. 128 + n is an end by signal n; 2 is picocli's own, for a wrong command line. */
public final class ExitCode {
    public static final int OK = 0;
    public static final int FAILED = 1;
    public static final int NOT_RUNNING = 3;
    public static final int CONFIG_INVALID = 4;
    public static final int UNREACHABLE = 5;
    public static final int REFUSED = 6;
    public static final int TAKEN = 7;
    public static final int BUG = 70;

    private ExitCode() {}

    public static int ofSignal(int number) {
        return 128 + number;
    }
}
