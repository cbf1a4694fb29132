package dev.upkeep.examples.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports for backends that must know theirs beforehand: free ones below those that the system hands out by itself. */
final class FreePorts {
    private static final int FROM = 12_000;
    private static final int COUNT = 18_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 37 % COUNT));

    private FreePorts() {}

    /** A port that nobody listens on, another one each time. */
    static int next() {
        for (int tries = 0; tries < 1000; tries++) {
            int port = FROM + NEXT.getAndIncrement() % COUNT;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port");
    }

    private static boolean isFree(int port) {
        try (ServerSocket loopback = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return loopback.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
