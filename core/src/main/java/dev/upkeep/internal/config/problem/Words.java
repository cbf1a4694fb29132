package dev.upkeep.internal.config.problem;

import dev.upkeep.process.Likeness;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** What messages are made of. */
public final class Words {
    private static final int LONGEST = 60;
    private static final int MOST_COMPARED = 1000;

    private Words() {}

    /** A word of the file as it may be shown: in back-ticks, shortened, without characters that could steer a terminal. */
    public static String quoted(String word) {
        String shown = word.codePointCount(0, word.length()) <= LONGEST
                ? word
                : word.substring(0, word.offsetByCodePoints(0, LONGEST)) + "…";
        return "`" + printable(shown) + "`";
    }

    /** The text with a replacement for each character that a terminal would not show as it is, one for one. */
    public static String printable(String text) {
        return text.codePoints()
                .map(c -> c == '\t' ? ' ' : c)
                .map(c -> isHarmless(c) ? c : '�')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Some words as an enumeration: <code>`a`, `b` or `c`</code>. */
    public static String oneOf(Collection<String> words) {
        String all = words.stream().map(Words::quoted).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + " or " + all.substring(last + 2);
    }

    /** The one that was probably meant: at most a third of the letters differ, two letters in short words. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        return known.stream()
                .limit(MOST_COMPARED)
                .filter(k -> Likeness.distance(word, k) <= Math.max(2, Math.max(word.length(), k.length()) / 3))
                .filter(k -> Likeness.distance(word, k) < Math.min(word.length(), k.length()))
                .min(Comparator.comparingInt(k -> Likeness.distance(word, k)));
    }
}
