package dev.upkeep.rest.access;

import dev.upkeep.rest.http.ApiRequest;
import dev.upkeep.spec.TokenSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells who is calling. Asked for each request that needs a caller, after Host and origin were found good; a lambda of
 * one's own can bridge to the login of an embedding application.
 */
@FunctionalInterface
public interface Access {
    /**
     * Who is calling. Must return at once, on any thread.
     *
     * @param request its headers tell
     * @return empty if nobody who is known; the request is then answered with 401
     */
    Optional<Principal> identify(ApiRequest request);

    /**
     * Everything to whoever sends this token as {@code Authorization: Bearer}.
     *
     * @param token at least 16 characters out of letters, digits and {@code . _ ~ + / - =}
     * @return remembers only a digest of it
     * @throws IllegalArgumentException if it is too short, or could not be sent
     */
    static Access token(String token) {
        return new BearerToken(token);
    }

    /**
     * What a role allows to whoever sends the token that this is the digest of.
     *
     * @param name whose it is, for people and logs
     * @param role what it is for
     * @param hash {@code sha256:} and the 64 hexadecimal digits of the SHA-256 of the token
     * @return remembers what it is given
     * @throws IllegalArgumentException if the hash is none
     */
    static Access hashed(String name, Role role, String hash) {
        return new BearerToken(Digest.parse(hash), new Principal(name, role.permissions()));
    }

    /**
     * What their roles allow to whoever sends one of these tokens.
     *
     * @param tokens asked at each request, so that a reload takes effect at once:
     *     {@code () -> upkeep.configuration().proxy().tokens()}
     * @return remembers nothing
     */
    static Access tokens(Supplier<List<TokenSpec>> tokens) {
        return request -> tokens.get().stream()
                .flatMap(t -> hashed(t.name(), Role.valueOf(t.role().name()), t.hash()).identify(request).stream())
                .findFirst();
    }

    /**
     * This, and if it knows nobody, another.
     *
     * @param other is asked second
     * @return knows whom one of the two knows
     */
    default Access or(Access other) {
        return request -> identify(request).or(() -> other.identify(request));
    }

    /**
     * Everything to whoever sends the token in this file. If there is no such file it is made, mode 0600, with a token of
     * 256 random bits; folders that are missing are made with mode 0700. The file is read once, now.
     *
     * @param file holds the token and nothing else
     * @return remembers only a digest of it
     * @throws TokenFileException if the file can't be read or made, holds no token, or others have any right to it
     */
    static Access tokenFile(Path file) {
        return new BearerToken(TokenFile.readOrMake(file));
    }
}
