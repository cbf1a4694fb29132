package dev.upkeep.internal.launch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A user of this system, as whom a process is started.
 *
 * @param words that make one program start another as this user
 * @param variables by which programs know whom they run as
 */
record Account(List<String> words, Map<String, String> variables) {
    private static final int FIELDS = 7;
    private static final int NAME = 0;
    private static final int NUMBER = 2;
    private static final int GROUP = 3;
    private static final int HOME = 5;
    private static final int SHELL = 6;

    /**
     * Out of a line of {@code passwd(5)}. Its other groups are those that the system says.
     *
     * @param setpriv the program that changes users
     * @param line as the system's database has it
     * @param group the first group; empty for the one in the line
     * @return empty if it is no such line
     */
    static Optional<Account> of(String setpriv, String line, Optional<String> group) {
        String[] fields = line.split(":", -1);
        if (fields.length != FIELDS || fields[NUMBER].isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        variables.put("USER", fields[NAME]);
        variables.put("LOGNAME", fields[NAME]);
        variables.put("HOME", fields[HOME].isEmpty() ? "/" : fields[HOME]);
        variables.put("SHELL", fields[SHELL].isEmpty() ? "/bin/sh" : fields[SHELL]);
        List<String> words = List.of(
                setpriv, "--reuid=" + fields[NUMBER], "--regid=" + group.orElse(fields[GROUP]), "--init-groups", "--");
        return Optional.of(new Account(words, variables));
    }

    /** A user that the system does not know, by numbers alone; it is in no other group. */
    static Account of(String setpriv, String number, String group) {
        return new Account(
                List.of(setpriv, "--reuid=" + number, "--regid=" + group, "--clear-groups", "--"), Map.of("HOME", "/"));
    }
}
