package dev.upkeep.internal.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;

/** Which ports of this machine nobody listens on. That may have changed as soon as it is known. */
public final class FreePorts {
    private FreePorts() {}

    /** One that the system chooses; empty if it has none left. */
    public static OptionalInt any() {
        return tried(0);
    }

    /** Whether this one is. */
    public static boolean isFree(int port) {
        return tried(port).isPresent();
    }

    private static OptionalInt tried(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return OptionalInt.of(socket.getLocalPort());
        } catch (IOException taken) {
            return OptionalInt.empty();
        }
    }
}
