package dev.upkeep.rest.access;

import dev.upkeep.rest.http.ApiRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One token and whose it is. Digests are compared, so that the time it takes tells nothing of the token. */
final class BearerToken implements Access {
    /** The token form of RFC 6750, long enough not to be guessed. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]{16,512}={0,2}");

    private static final Pattern CREDENTIALS = Pattern.compile("(?i:bearer) +(\\S+) *");

    private final Digest digest;
    private final Principal bearer;

    BearerToken(String token) {
        this(Digest.of(valid(token)), Principal.admin("token"));
    }

    BearerToken(Digest digest, Principal bearer) {
        this.digest = digest;
        this.bearer = bearer;
    }

    static boolean isToken(String text) {
        return FORM.matcher(text).matches();
    }

    private static String valid(String token) {
        if (!isToken(token)) {
            throw new IllegalArgumentException(
                    "token: " + token.length() + " characters (expected: " + FORM.pattern() + ")");
        }
        return token;
    }

    @Override
    public Optional<Principal> identify(ApiRequest request) {
        List<String> sent = request.header("authorization");
        if (sent.size() != 1) {
            return Optional.empty();
        }
        Matcher credentials = CREDENTIALS.matcher(sent.get(0));
        boolean same = credentials.matches() && digest.matches(Digest.of(credentials.group(1)));
        return same ? Optional.of(bearer) : Optional.empty();
    }
}
