package dev.upkeep.internal.config.rules;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the addresses in a configuration say: HTTP URLs of targets and health checks, and ports. */
public final class Addresses {
    private static final Set<String> LOOPBACK = Set.of("localhost", "0.0.0.0", "[::1]", "[::]", "::1");

    private static final Pattern NAME = Pattern.compile("\\w([\\w-]*\\w)?(\\.\\w([\\w-]*\\w)?)*\\.?");
    private static final Pattern NUMBERS = Pattern.compile("(.*\\.)?[0-9]+\\.?");
    private static final Pattern IPV4 =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:]*(\\d+(\\.\\d+){3})?(%[\\w.-]+)?");
    private static final int LONGEST_NAME = 253;

    private Addresses() {}

    /** Whether it has the form of an IP address, with or without brackets, or of a name. */
    public static boolean isHost(String host) {
        if (host.length() > LONGEST_NAME) {
            return false;
        }
        if (host.indexOf(':') >= 0) {
            boolean bracketed = host.startsWith("[") && host.endsWith("]");
            return IPV6.matcher(bracketed ? host.substring(1, host.length() - 1) : host)
                    .matches();
        }
        return NAME.matcher(host).matches()
                && (IPV4.matcher(host).matches() || !NUMBERS.matcher(host).matches());
    }

    /** What keeps a URL from being asked by HTTP; it goes on after the name of the key. */
    public static Optional<String> problem(URI url) {
        String scheme = scheme(url);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("must begin with `http://` or `https://`");
        }
        return problemBehindScheme(url);
    }

    /** The same for the target of a route, which may also speak HTTP/2 without TLS. */
    public static Optional<String> problemOfTarget(URI url) {
        if (scheme(url).equals("h2c")) {
            return problemBehindScheme(url);
        }
        return problem(url).map(why -> why.replace("or `https://`", "or `https://`, or with `h2c://` for HTTP/2"));
    }

    private static String scheme(URI url) {
        return String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    }

    private static Optional<String> problemBehindScheme(URI url) {
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

    /** The port that a process is told by its environment. */
    public static Optional<Integer> port(Map<String, String> env) {
        return Optional.ofNullable(env.get("PORT"))
                .filter(p -> p.matches("\\d{1,5}"))
                .map(Integer::parseInt)
                .filter(p -> p > 0 && p <= 65535);
    }

    /** Whether it leads to the machine that Upkeep runs on, as far as the address alone can tell. */
    static boolean isLoopback(URI url) {
        String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(host) || host.matches("127(\\.\\d{1,3}){3}");
    }
}
