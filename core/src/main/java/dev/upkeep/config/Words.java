package dev.upkeep.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What messages are made of. */
final class Words {
    private static final int LONGEST = 60;
    private static final int MOST_COMPARED = 1000;

    private Words() {}

    /** A word of the file as it may be shown: in back-ticks, shortened, without characters that could steer a terminal. */
    static String quoted(String word) {
        String shown = word.codePointCount(0, word.length()) <= LONGEST
                ? word
                : word.substring(0, word.offsetByCodePoints(0, LONGEST)) + "…";
        return "`" + printable(shown) + "`";
    }

    /** The text with a replacement for each character that a terminal would not show as it is, one for one. */
    static String printable(String text) {
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
    static String oneOf(Collection<String> words) {
        String all = words.stream().map(Words::quoted).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + " or " + all.substring(last + 2);
    }

    /** The one that was probably meant: at most a third of the letters differ, two letters in short words. */
    static Optional<String> nearest(String word, Collection<String> known) {
        return known.stream()
                .limit(MOST_COMPARED)
                .filter(k -> distance(word, k) <= Math.max(2, Math.max(word.length(), k.length()) / 3))
                .filter(k -> distance(word, k) < Math.min(word.length(), k.length()))
                .min(Comparator.comparingInt(k -> distance(word, k)));
    }

    /**
     * How many letters must be changed, added, removed or swapped with their neighbour; upper and lower case are alike.
     * Very much for words that are too long to be compared.
     */
    static int distance(String from, String to) {
        if (from.length() > LONGEST || to.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
    }
}
