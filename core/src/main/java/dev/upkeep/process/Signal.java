package dev.upkeep.process;

import java.util.Arrays;
import java.util.Optional;

/** The signals that make sense for ending a process, with their Linux numbers ({@code signal(7)}). */
public enum Signal {
    /** Hang-up. */
    SIGHUP(1),
    /** What a terminal sends on Ctrl-C. */
    SIGINT(2),
    /** Quit; a JVM answers with a thread dump. */
    SIGQUIT(3),
    /** Ends at once, cannot be refused. */
    SIGKILL(9),
    /** For the program's own use. */
    SIGUSR1(10),
    /** For the program's own use. */
    SIGUSR2(12),
    /** Asks politely; the usual way to stop. */
    SIGTERM(15);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    /**
     * The number that {@code kill(1)} takes.
     *
     * @return the Linux number
     */
    public int number() {
        return number;
    }

    /** The name of any signal that ends a process; not all of them can be sent from here. */
    static Optional<String> byNumber(int number) {
        return switch (number) {
            case 4 -> Optional.of("SIGILL");
            case 6 -> Optional.of("SIGABRT");
            case 7 -> Optional.of("SIGBUS");
            case 8 -> Optional.of("SIGFPE");
            case 11 -> Optional.of("SIGSEGV");
            case 13 -> Optional.of("SIGPIPE");
            case 14 -> Optional.of("SIGALRM");
            default ->
                Arrays.stream(values())
                        .filter(s -> s.number == number)
                        .map(Enum::name)
                        .findFirst();
        };
    }
}
