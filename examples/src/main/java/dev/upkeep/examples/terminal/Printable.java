package dev.upkeep.examples.terminal;

/** Text from elsewhere, made safe for a terminal: what processes print may hold escape sequences. */
public final class Printable {
    private Printable() {}

    /** The same text, with each control or formatting character but the tab shown as its number. */
    public static String text(String raw) {
        StringBuilder safe = new StringBuilder(raw.length());
        raw.codePoints().forEach(c -> {
            if (c != '\t' && isControl(c)) {
                safe.append(String.format("\\u%04x", c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    private static boolean isControl(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
    }
}
