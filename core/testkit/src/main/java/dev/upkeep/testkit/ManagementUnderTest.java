package dev.upkeep.testkit;

/** An open management listener on 127.0.0.1. Closing it ends all of its connections and threads. */
@SuppressWarnings("try") // a listener may well be interrupted while it stops
public interface ManagementUnderTest extends AutoCloseable {
    /**
     * Where it listens.
     *
     * @return 1 to 65535
     */
    int port();
}
