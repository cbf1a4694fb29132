package dev.upkeep.health;

import dev.upkeep.process.Slot;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What is asked of a process to find out whether it is well. */
public sealed interface Probe {
    /**
     * The same for one instance: port 0 is the port it is given.
     *
     * @param slot of the instance
     * @return this, if nothing is different for the instance
     */
    default Probe in(Slot slot) {
        return this;
    }

    /**
     * A GET request. Redirects to another host are not followed but taken for the answer.
     *
     * @param url where to, absolute; port 0 is that of the instance
     * @param expected the statuses that pass
     * @param headers sent along
     */
    record Http(URI url, Statuses expected, Map<String, String> headers) implements Probe {
        /** Copies the map. */
        public Http {
            headers = Map.copyOf(headers);
        }

        @Override
        public Probe in(Slot slot) {
            String text = url.toString();
            String own = url.getPort() == 0
                    ? text.replaceFirst(":0(?=[/?#]|$)", ":" + (slot.port() == 0 ? 80 : slot.port()))
                    : text;
            return own.equals(text) ? this : new Http(URI.create(own), expected, headers);
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
     * @param port 1 to 65535; 0 is that of the instance
     */
    record Tcp(String host, int port) implements Probe {
        @Override
        public Probe in(Slot slot) {
            return port == 0 ? new Tcp(host, slot.port()) : this;
        }

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
        public Probe in(Slot slot) {
            return new Exec(program, args.stream().map(slot::fill).toList());
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
