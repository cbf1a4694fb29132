package dev.upkeep.health;

import java.net.URI;
import java.util.Map;

/** What is asked of a process to find out whether it is well. */
public sealed interface Probe {
    /**
     * A GET request. Redirects to another host are not followed but taken for the answer.
     *
     * @param url where to, absolute
     * @param expected the statuses that pass
     * @param headers sent along
     */
    record Http(URI url, Statuses expected, Map<String, String> headers) implements Probe {
        /** Copies the map. */
        public Http {
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return "GET " + url;
        }
    }

    /**
     * A connection that is opened and closed again.
     *
     * @param host a name or address
     * @param port 1 to 65535
     */
    record Tcp(String host, int port) implements Probe {
        @Override
        public String toString() {
            return "connect " + host + ":" + port;
        }
    }
}
