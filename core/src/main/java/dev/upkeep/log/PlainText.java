package dev.upkeep.log;

/** Takes from hostile text what could fake another line, or steer the terminal of whoever reads it. */
public final class PlainText {
    private static final char ESCAPE = 0x1b;

    private PlainText() {}

    /**
     * The text as {@link LogLine#plain()} describes it.
     *
     * @param text any
     * @return one line; the same text if nothing in it is harmful
     */
    public static String of(String text) {
        int first = firstSpecial(text);
        return first < 0 ? text : rewritten(text, first);
    }

    private static int firstSpecial(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isSpecial(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static String rewritten(String text, int first) {
        StringBuilder plain = new StringBuilder(text.length() + 16).append(text, 0, first);
        int i = first;
        while (i < text.length()) {
            char c = text.charAt(i);
            int colour = c == ESCAPE ? colourEnd(text, i) : -1;
            if (colour < 0 && isSpecial(c)) {
                append(plain, c);
            } else if (colour < 0) {
                plain.append(c);
            }
            i = colour < 0 ? i + 1 : colour;
        }
        return plain.toString();
    }

    /** The end of {@code ESC [ digits and semicolons m}, or -1. */
    private static int colourEnd(String text, int from) {
        int i = from + 1;
        if (i >= text.length() || text.charAt(i) != '[') {
            return -1;
        }
        do {
            i++;
        } while (i < text.length() && (text.charAt(i) >= '0' && text.charAt(i) <= '9' || text.charAt(i) == ';'));
        return i < text.length() && text.charAt(i) == 'm' ? i + 1 : -1;
    }

    /**
     * Whether a character could do harm: control characters but for the tab, other line separators, and what turns the
     * direction of writing.
     *
     * @param c any
     * @return whether it is one of those
     */
    public static boolean isSpecial(char c) {
        if (c < 0x80) {
            return c < ' ' && c != '\t' || c == 0x7f;
        }
        return c <= 0x9f
                || c == 0x061c
                || c == 0x200e
                || c == 0x200f
                || c >= 0x2028 && c <= 0x202e
                || c >= 0x2066 && c <= 0x2069;
    }

    private static void append(StringBuilder plain, char c) {
        if (c == '\r') {
            plain.append("\\r");
        } else {
            plain.append(c < 0x100 ? String.format("\\x%02x", (int) c) : String.format("\\u%04x", (int) c));
        }
    }
}
