package dev.upkeep.route;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The path of a request in the forms that routes are compared in. What is forwarded stays as the client sent it, and
 * different servers read the same path differently; so there are two readings, and a request must mean the same in both.
 *
 * @param path escapes decoded but for {@code %2F}, {@code %25} and what is not ASCII; {@code //} taken for {@code /}
 * @param loose the same as the most lenient server reads it: {@code %2F} is {@code /} too, and what follows a {@code ;}
 *     in a segment is no part of it
 */
record RequestPath(String path, String loose) {
    /** Reads the path out of a target that {@link #objection} has nothing against. */
    static RequestPath of(String target) {
        int query = target.indexOf('?');
        String raw = query < 0 ? target : target.substring(0, query);
        if (raw.indexOf('%') < 0 && raw.indexOf(';') < 0 && !raw.contains("//")) {
            return new RequestPath(raw, raw);
        }
        String decoded = raw.indexOf('%') < 0 ? raw : decoded(raw);
        String strict = collapsed(decoded);
        return new RequestPath(strict, collapsed(withoutParameters(decoded.replace("%2F", "/"))));
    }

    /** The path of a route, which people write unescaped. */
    static String ofRoute(String written) {
        String bytes = new String(written.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        StringBuilder ascii = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c > ' ' && c < 0x7F && (c != '%' || isEscape(bytes, i))) {
                ascii.append(c);
            } else {
                escape(ascii, c);
            }
        }
        String path = of(ascii.toString()).path;
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** What speaks against forwarding it although each byte of it is fine; for people. */
    Optional<String> danger() {
        if (climbs()) {
            return Optional.of("The path has a segment \".\" or \"..\" in it");
        }
        // Where a parameter ends that has an escaped slash in it depends on what a server does first.
        return path.indexOf(';') >= 0 && path.contains("%2F")
                ? Optional.of("The path has both a semicolon and an escaped slash in it")
                : Optional.empty();
    }

    /** Whether a server may leave the path that a route was matched with. */
    private boolean climbs() {
        if (!loose.contains("/.")) {
            return false;
        }
        for (String segment : loose.split("/")) {
            if (segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return false;
    }

    /** What speaks against a target before its meaning is looked at; for people. */
    static Optional<String> objection(String target) {
        if (!target.startsWith("/")) {
            return Optional.of("The request target does not begin with a slash");
        }
        boolean inPath = true;
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '#') {
                return Optional.of("The request target has a character in it that must be percent-encoded");
            }
            if (c == '%' && !isEscape(target, i)) {
                return Optional.of("The request target has a % without two hexadecimal digits after it");
            }
            inPath &= c != '?';
            if (inPath && isForbidden(target, i)) {
                return Optional.of("The path has a backslash or a NUL in it");
            }
        }
        return Optional.empty();
    }

    private static boolean isEscape(String target, int i) {
        return i + 2 < target.length() && hex(target, i + 1) >= 0 && hex(target, i + 2) >= 0;
    }

    /** Some servers take a backslash for a slash, and some end a path at NUL; nobody needs them. */
    private static boolean isForbidden(String target, int i) {
        char c = target.charAt(i);
        if (c != '%') {
            return c == '\\';
        }
        int value = value(target, i);
        return value == 0 || value == '\\';
    }

    private static String decoded(String raw) {
        StringBuilder path = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '%') {
                path.append(c);
                continue;
            }
            int value = value(raw, i);
            if (value > ' ' && value < 0x7F && value != '/' && value != '%') {
                path.append((char) value);
            } else {
                escape(path, value);
            }
            i += 2;
        }
        return path.toString();
    }

    private static void escape(StringBuilder path, int value) {
        path.append('%')
                .append(value < 16 ? "0" : "")
                .append(Integer.toHexString(value).toUpperCase(Locale.ROOT));
    }

    private static String collapsed(String path) {
        String shorter = path;
        while (shorter.contains("//")) {
            shorter = shorter.replace("//", "/");
        }
        return shorter;
    }

    private static String withoutParameters(String path) {
        StringBuilder rest = new StringBuilder(path.length());
        boolean inParameter = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            inParameter = c != '/' && (inParameter || c == ';');
            if (!inParameter) {
                rest.append(c);
            }
        }
        return rest.toString();
    }

    private static int value(String text, int percent) {
        return hex(text, percent + 1) << 4 | hex(text, percent + 2);
    }

    private static int hex(String text, int i) {
        char c = text.charAt(i);
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
