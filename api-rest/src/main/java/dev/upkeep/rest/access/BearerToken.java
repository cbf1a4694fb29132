package dev.upkeep.rest.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.upkeep.rest.http.ApiRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One token that may do everything. Digests are compared, so that the time it takes tells nothing of the token. */
final class BearerToken implements Access {
    /** The token form of RFC 6750, long enough not to be guessed. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]{16,512}={0,2}");

    private static final Pattern CREDENTIALS = Pattern.compile("(?i:bearer) +(\\S+) *");
    private static final Principal BEARER = Principal.admin("token");

    private final byte[] digest;

    BearerToken(String token) {
        if (!isToken(token)) {
            throw new IllegalArgumentException(
                    "token: " + token.length() + " characters (expected: " + FORM.pattern() + ")");
        }
        digest = sha256(token);
    }

    static boolean isToken(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public Optional<Principal> identify(ApiRequest request) {
        List<String> sent = request.header("authorization");
        if (sent.size() != 1) {
            return Optional.empty();
        }
        Matcher credentials = CREDENTIALS.matcher(sent.get(0));
        boolean same = credentials.matches() && MessageDigest.isEqual(digest, sha256(credentials.group(1)));
        return same ? Optional.of(BEARER) : Optional.empty();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
