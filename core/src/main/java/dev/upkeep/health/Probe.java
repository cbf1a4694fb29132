package dev.upkeep.health;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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

    /**
     * A command that is run in the surroundings of the process: its folder, its environment, its limits. Exit code 0
     * passes; the first line it prints is told along. No shell is involved.
     *
     * @param program a path, or a name that is looked up on {@code PATH}
     * @param args passed as they are
     */
    record Exec(String program, List<String> args) implements Probe {
        /** Copies the list. */
        public Exec {
            args = List.copyOf(args);
        }

        @Override
        public String toString() {
            return "run " + program;
        }
    }

    /**
     * A line that the process prints. Passes as soon as one was printed since the launch, and ever after; so it tells that
     * a process has become ready, never that it still is, or lives.
     *
     * @param pattern a regular expression that is found anywhere in the line; {@code ^} and {@code $} are its ends
     */
    record Log(String pattern) implements Probe {
        /** Refuses what is no regular expression, with {@link java.util.regex.PatternSyntaxException}. */
        public Log {
            Pattern.compile(pattern);
        }

        @Override
        public String toString() {
            return "log `" + pattern + "`";
        }
    }
}
