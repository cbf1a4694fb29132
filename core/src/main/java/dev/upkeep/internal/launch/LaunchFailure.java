package dev.upkeep.internal.launch;

import dev.upkeep.process.Command;
import dev.upkeep.spi.ProcessLauncher.LaunchException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in words what the operating system had against a launch, out of the number in the JDK's message. */
final class LaunchFailure {
    /** JDK 17 writes {@code error=2, No such file}, later ones {@code error: 2 (No such file)}. */
    private static final Pattern NUMBER = Pattern.compile("error[=:] ?(\\d+)(?:, ?| \\()?([^)]*)");

    private LaunchFailure() {}

    static LaunchException of(Command command, Exception thrown) {
        String message = String.valueOf(thrown.getMessage());
        Matcher found = NUMBER.matcher(message);
        String why = found.find() ? said(Integer.parseInt(found.group(1)), found.group(2)) : message;
        return new LaunchException("Cannot run \"" + command.program() + "\": " + why, thrown);
    }

    private static String said(int number, String text) {
        return switch (number) {
            case 1, 13 -> "the operating system forbids it. Check the permissions of the file and of its folders";
            case 2 -> "the file, or what it needs to be loaded, was not found";
            case 7 ->
                "its arguments and environment are too long for the operating system"
                        + " (one argument: 128 KiB, all together: about 2 MiB)";
            case 8 -> "it is not a program for this machine";
            case 11 -> "the limit of processes is reached. Raise it (ulimit -u, pids.max)";
            case 12 -> "there is not enough memory to start it";
            case 23, 24 -> "the limit of open files is reached. Raise it (ulimit -n)";
            case 26 -> "its file is being written just now";
            default -> text.strip() + " (error " + number + ")";
        };
    }
}
