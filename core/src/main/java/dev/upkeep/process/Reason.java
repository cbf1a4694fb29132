package dev.upkeep.process;

/**
 * Why something is as it is, once for machines and once for people. Made where the decision is made, and carried
 * unchanged into event, log, REST and page.
 *
 * @param word CamelCase, stable, such as {@code ExitedUnexpectedly}
 * @param sentence for people, such as {@code Exited with code 1 after 3 s; try 3 of 3 in 5 s}
 */
public record Reason(String word, String sentence) {
    @Override
    public String toString() {
        return sentence;
    }
}
