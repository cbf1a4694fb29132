package dev.upkeep.route;

import java.time.Duration;
import java.util.Optional;

/**
 * How much of a proxy its clients may take: who sends too much is refused, who sends too slowly is let go.
 *
 * @param uriSize how many bytes path and query of a request may have; default 8 KiB
 * @param headerSize how many bytes all fields of a request may have, names and values, each with 4 more for what is between
 *     them; default 16 KiB
 * @param connections how many may be open at once; one more is closed as soon as it has come; default 20,000
 * @param headerTimeout how long a new connection may take until the head of its first request is here, with all of TLS;
 *     default 20 s
 * @param bodyTimeout how long a client may send nothing of a body that is waited for, or take nothing of its answer;
 *     default 60 s
 * @param keepAliveTimeout how long after one request the head of the next may take to be here; default 60 s
 */
public record ClientLimits(
        int uriSize,
        int headerSize,
        int connections,
        Duration headerTimeout,
        Duration bodyTimeout,
        Duration keepAliveTimeout) {
    /** The defaults. */
    public static final ClientLimits DEFAULT = new ClientLimits(
            8 * 1024, 16 * 1024, 20_000, Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(60));

    /** The colon, a blank and the end of the line. */
    private static final int BETWEEN = 4;

    /** Refuses what would let nobody in, with {@link IllegalArgumentException}. */
    public ClientLimits {
        require("uriSize", uriSize);
        require("headerSize", headerSize);
        require("connections", connections);
        require("headerTimeout", headerTimeout);
        require("bodyTimeout", bodyTimeout);
        require("keepAliveTimeout", keepAliveTimeout);
    }

    private static void require(String name, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(name + ": " + number + " (expected: >= 1)");
        }
    }

    private static void require(String name, Duration time) {
        if (time.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(name + ": " + time + " (expected: >= 1 ms)");
        }
    }

    /**
     * The same with other sizes.
     *
     * @param uri in bytes
     * @param header in bytes
     * @return a copy
     */
    public ClientLimits withSizes(int uri, int header) {
        return new ClientLimits(uri, header, connections, headerTimeout, bodyTimeout, keepAliveTimeout);
    }

    /**
     * The same for more or fewer connections.
     *
     * @param most 1 or more
     * @return a copy
     */
    public ClientLimits withConnections(int most) {
        return new ClientLimits(uriSize, headerSize, most, headerTimeout, bodyTimeout, keepAliveTimeout);
    }

    /**
     * The same with other times.
     *
     * @param header for the head of the first request
     * @param body without progress
     * @param keepAlive for the head of a later one
     * @return a copy
     */
    public ClientLimits withTimeouts(Duration header, Duration body, Duration keepAlive) {
        return new ClientLimits(uriSize, headerSize, connections, header, body, keepAlive);
    }

    /**
     * How much a field counts.
     *
     * @param name of it
     * @param value of it
     * @return bytes
     */
    public static int sizeOf(String name, String value) {
        return name.length() + value.length() + BETWEEN;
    }

    /**
     * What speaks against the size of a request. All of what follows it on its connection is to be given up, too, where a
     * connection has one request after the other.
     *
     * @param head of it
     * @param fields what {@link #sizeOf} says of all its fields together
     * @return 414 or 431; empty if nothing
     */
    public Optional<Refusal> objection(RequestHead head, int fields) {
        if (head.target().length() > uriSize) {
            return Optional.of(Refusals.uriTooLong(head, uriSize));
        }
        return fields > headerSize ? Optional.of(Refusals.headerTooLarge(head, headerSize)) : Optional.empty();
    }
}
