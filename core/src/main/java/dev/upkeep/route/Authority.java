package dev.upkeep.route;

import java.util.Locale;
import java.util.Optional;

/** The {@code host[:port]} that a request is for. */
final class Authority {
    private static final int LONGEST_NAME = 253;

    private Authority() {}

    /**
     * The host in the form that routes are compared in: lower case, without port, without the dot of the root; an IPv6
     * address with its brackets. Empty if this is no authority, or one with a user in it.
     */
    static Optional<String> host(String authority) {
        int end = hostEnd(authority);
        if (end <= 0 || !isPort(authority, end)) {
            return Optional.empty();
        }
        String host = authority.substring(0, end).toLowerCase(Locale.ROOT);
        return host.charAt(0) == '[' ? Optional.of(host) : withoutRoot(host);
    }

    /** The authority up to its port, as it was written. */
    static String withoutPort(String authority) {
        return authority.substring(0, hostEnd(authority));
    }

    private static Optional<String> withoutRoot(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return name.isEmpty() || name.length() > LONGEST_NAME || name.endsWith(".")
                ? Optional.empty()
                : Optional.of(name);
    }

    /** Where the host ends; 0 or less if there is none. */
    private static int hostEnd(String authority) {
        if (authority.startsWith("[")) {
            return addressEnd(authority);
        }
        int i = 0;
        while (i < authority.length() && isNameChar(authority.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int addressEnd(String authority) {
        int i = 1;
        boolean colon = false;
        while (i < authority.length() && (isHex(authority.charAt(i)) || isAddressMark(authority.charAt(i)))) {
            colon |= authority.charAt(i) == ':';
            i++;
        }
        return colon && i < authority.length() && authority.charAt(i) == ']' ? i + 1 : 0;
    }

    /** Nothing, or a colon and one to five digits; a colon alone is allowed by RFC 3986, but not by all servers. */
    private static boolean isPort(String authority, int from) {
        int length = authority.length() - from;
        if (length == 0) {
            return true;
        }
        return authority.charAt(from) == ':' && length > 1 && length <= 6 && isDigits(authority, from + 1);
    }

    private static boolean isDigits(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAddressMark(char c) {
        return c == ':' || c == '.';
    }

    /** What names in use are made of; the underscore is none of DNS's, but of container networks'. */
    private static boolean isNameChar(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_';
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 0x80;
    }
}
