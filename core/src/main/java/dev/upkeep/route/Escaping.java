package dev.upkeep.route;

/** Puts text that comes from anywhere into JSON and HTML. */
final class Escaping {
    private Escaping() {}

    /** Appends the inside of a JSON string (RFC 8259 section 7). */
    static void json(StringBuilder to, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                to.append('\\').append(c);
            } else if (c < ' ' || c == 0x7F || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
                to.append(String.format("\\u%04x", (int) c));
            } else {
                to.append(c);
            }
        }
    }

    /** Text for between tags and within quoted attributes. */
    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
