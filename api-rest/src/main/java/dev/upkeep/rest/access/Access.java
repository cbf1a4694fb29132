package dev.upkeep.rest.access;

import dev.upkeep.rest.http.ApiRequest;
import java.nio.file.Path;
import java.util.Optional;

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
