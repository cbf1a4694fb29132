package dev.upkeep.spec;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who may use the management interface beside whoever has the token that Upkeep made.
 *
 * @param name whose token it is, for people and the audit log
 * @param role what it is for
 * @param hash {@code sha256:} and the 64 hexadecimal digits of the SHA-256 of the token
 */
public record TokenSpec(String name, Role role, String hash) {
    private static final Pattern FORM = Pattern.compile("sha256:[0-9A-Fa-f]{64}");

    /** What a token is for. Each may do all that the one before it may. */
    public enum Role {
        /** Looks, and reads what processes print. */
        VIEWER,
        /** Also starts, stops and restarts. */
        OPERATOR,
        /** Everything. */
        ADMIN;

        /**
         * The word that files use.
         *
         * @return the name in lower case
         */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Refuses what is no hash, with {@link IllegalArgumentException}, which does not repeat it. */
    public TokenSpec {
        if (!isHash(hash)) {
            throw new IllegalArgumentException("hash of token \"" + name + "\" (expected: " + FORM + ")");
        }
    }

    /**
     * Whether this can be the hash of a token.
     *
     * @param text any text
     * @return true if it is one in form
     */
    public static boolean isHash(String text) {
        return FORM.matcher(text).matches();
    }
}
