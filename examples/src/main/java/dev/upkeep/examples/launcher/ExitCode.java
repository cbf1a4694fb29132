package dev.upkeep.examples.launcher;

/** What the launcher ends with. 128 + n is an end by signal n; 2 is picocli's own, for a wrong command line. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int CONFIG_INVALID = 4;
    static final int TAKEN = 7;
    static final int BUG = 70;

    private ExitCode() {}

    static int ofSignal(int number) {
        return 128 + number;
    }
}
