package dev.upkeep.process;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one instance of a process has of its own.
 *
 * @param number from 1
 * @param port that it is given to listen on; 0 if it is given none
 */
public record Slot(int number, int port) {
    private static final String PORT = "PORT";
    private static final String NUMBER = "UPKEEP_INSTANCE";

    /** Refuses numbers out of range, with {@link IllegalArgumentException}. */
    public Slot {
        if (number < 1 || port < 0 || port > 65535) {
            throw new IllegalArgumentException(
                    "slot: " + number + ", " + port + " (expected: a number from 1 and a port from 0 to 65535)");
        }
    }

    /**
     * What it is told by its environment.
     *
     * @return {@code UPKEEP_INSTANCE}, and {@code PORT} if it has one
     */
    public Map<String, String> variables() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(NUMBER, Integer.toString(number));
        if (port != 0) {
            all.put(PORT, Integer.toString(port));
        }
        return all;
    }

    /**
     * Puts what it is told in the place of <code>${PORT}</code> and <code>${UPKEEP_INSTANCE}</code>.
     *
     * @param text any
     * @return the same where there is none
     */
    public String fill(String text) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        String filled = text;
        for (Map.Entry<String, String> variable : variables().entrySet()) {
            filled = filled.replace("${" + variable.getKey() + "}", variable.getValue());
        }
        return filled;
    }
}
