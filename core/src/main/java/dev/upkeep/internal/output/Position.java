package dev.upkeep.internal.output;

import java.util.Optional;

/**
 * How far a spool was read, together with where the sink stood then.
 *
 * @param out offset in the file of standard output
 * @param err offset in the file of standard error
 * @param writing whether lines that are printed behind the offsets are being written behind the mark, and nothing else
 * @param mark of the sink
 */
record Position(long out, long err, boolean writing, String mark) {
    private static final String WRITING = "writing";
    private static final String WRITTEN = "written";

    /** How a position is written. */
    String text() {
        return out + " " + err + " " + (writing ? WRITING : WRITTEN) + " " + mark;
    }

    /** Empty if it is none. */
    static Optional<Position> parse(String text) {
        String[] words = text.split(" ", 4);
        return words.length == 4 && isNumber(words[0]) && isNumber(words[1])
                ? Optional.of(new Position(
                        Long.parseLong(words[0]), Long.parseLong(words[1]), words[2].equals(WRITING), words[3]))
                : Optional.empty();
    }

    private static boolean isNumber(String word) {
        return word.matches("[0-9]{1,18}");
    }
}
