package dev.upkeep.process;

import java.util.Locale;

/** How much two words are alike, for finding out what somebody meant who mistyped one. */
public final class Likeness {
    private static final int LONGEST = 64;

    private Likeness() {}

    /**
     * How many letters must be changed, added, removed or swapped with their neighbour to make one word of the other.
     * Upper and lower case are alike.
     *
     * @param one a word
     * @param other another
     * @return 0 if they are alike; {@link Integer#MAX_VALUE} if one is longer than 64 letters, which nobody mistypes
     */
    public static int distance(String one, String other) {
        if (one.length() > LONGEST || other.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
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
