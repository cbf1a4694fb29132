package dev.upkeep.rest.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** What is remembered of a token: SHA-256, which suffices for something that nobody can guess. */
record Digest(byte[] bytes) {
    private static final String PREFIX = "sha256:";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9A-Fa-f]{64}");

    static Digest of(String token) {
        try {
            return new Digest(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** As files have it: {@code sha256:} and 64 hexadecimal digits. */
    static Digest parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("hash: " + text.length() + " characters (expected: " + FORM + ")");
        }
        return new Digest(
                HexFormat.of().parseHex(text.substring(PREFIX.length()).toLowerCase(Locale.ROOT)));
    }

    /** How long it takes tells nothing of how much of it is the same. */
    boolean matches(Digest other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }
}
