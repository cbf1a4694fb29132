package dev.upkeep.testkit.junit;

/** Stands beside the failure of a test, with what a process printed. It was thrown nowhere. */
final class Output extends Exception {
    private static final long serialVersionUID = 1L;

    Output(String message) {
        super(message, null, false, false);
    }
}
