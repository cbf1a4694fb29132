package dev.upkeep.process;

/**
 * Why something is as it is, once for machines and once for people. Made where the decision is made, and carried
 * unchanged into event, log, REST and page.
 *
 * @param word CamelCase, stable, such as {@code ExitedUnexpectedly}
 * @param sentence for people, such as {@code Exited with code 1 after 3 s; try 3 of 3 in 5 s}
 * @param forStrangers what clients of the proxy may read, who must not learn of programs, folders or addresses
 */
public record Reason(String word, String sentence, String forStrangers) {
    /**
     * One that tells nothing about the machine.
     *
     * @param word CamelCase, stable
     * @param sentence for everybody
     */
    public Reason(String word, String sentence) {
        this(word, sentence, sentence);
    }

    /**
     * The same with more to say. Strangers read it only where they read the rest, too.
     *
     * @param more follows the sentence
     * @return a longer reason
     */
    public Reason and(String more) {
        String whole = sentence + more;
        return new Reason(word, whole, forStrangers.equals(sentence) ? whole : forStrangers);
    }

    /**
     * The same, as strangers may read it.
     *
     * @return with nothing in it that is not for them
     */
    public Reason discreet() {
        return new Reason(word, forStrangers);
    }

    @Override
    public String toString() {
        return sentence;
    }
}
