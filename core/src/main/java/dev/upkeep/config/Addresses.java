package dev.upkeep.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The addresses in a configuration: HTTP URLs of targets and health checks. */
final class Addresses {
    private static final String EXAMPLE = "write it as `http://localhost:3000`";
    private static final Set<String> LOOPBACK = Set.of("localhost", "0.0.0.0", "[::1]", "[::]", "::1");

    private Addresses() {}

    /** An HTTP URL with scheme and host. */
    static URI absolute(String text) throws Unfit {
        URI url = parse(text);
        Optional<String> problem = problem(url);
        if (problem.isPresent()) {
            throw unfit(text, problem.get());
        }
        return url;
    }

    /** An HTTP URL, or a path that begins with a slash. */
    static URI absoluteOrPath(String text) throws Unfit {
        if (text.startsWith("/") && !text.startsWith("//")) {
            return parse(text);
        }
        try {
            return absolute(text);
        } catch (Unfit unfit) {
            throw new Unfit(
                    unfit.code(),
                    String.valueOf(unfit.getMessage()),
                    "write a whole address, `http://localhost:3000/health`, or a path, `/health`");
        }
    }

    private static URI parse(String text) throws Unfit {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw unfit(text, "is not an address");
        }
    }

    private static Unfit unfit(String text, String problem) {
        boolean bare = text.matches("[A-Za-z0-9.-]+(:\\d+)?(/\\S*)?") && !text.startsWith("/");
        String help = bare ? "write it with its scheme: `http://" + Words.printable(text) + "`" : EXAMPLE;
        return new Unfit(Code.INVALID_URL, problem, help);
    }

    /** What keeps a URL from being asked by HTTP; it goes on after the name of the key. */
    static Optional<String> problem(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("must begin with `http://` or `https://`");
        }
        if (url.getHost() == null) {
            return Optional.of("has no valid host");
        }
        if (url.getPort() == 0 || url.getPort() > 65535) {
            return Optional.of("has a port out of range");
        }
        if (url.getRawUserInfo() != null) {
            return Optional.of("holds a user name or password, which would be written to logs");
        }
        return url.getRawFragment() == null ? Optional.empty() : Optional.of("has a `#` part, which is never sent");
    }

    /** The port, also if it is the scheme's own. */
    static int port(URI url) {
        if (url.getPort() > 0) {
            return url.getPort();
        }
        return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }

    /** Whether it leads to the machine that Upkeep runs on, as far as the address alone can tell. */
    static boolean isLoopback(URI url) {
        String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(host) || host.matches("127(\\.\\d{1,3}){3}");
    }
}
