package dev.upkeep.route;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which header fields a proxy passes on, and which it adds. Adapters ask for each field of a message, in both directions;
 * asking allocates nothing.
 */
public final class Headers {
    private static final String PSEUDONYM = "upkeep";
    private static final String EVENT_STREAM = "text/event-stream";
    private static final String GRPC = "application/grpc";

    private Headers() {}

    /**
     * Whether a field speaks to the next hop only (RFC 9110 section 7.6.1) and never passes, in neither direction.
     * {@code Trailer} is none: it announces fields that travel to the end. Credentials for a proxy are: whoever asks for
     * them behind a gateway can't mean the client.
     *
     * @param name of the field, in any case
     * @return true if it must be left out
     */
    public static boolean isHopByHop(String name) {
        return switch (name.length()) {
            case 2 -> name.equalsIgnoreCase("TE");
            case 7 -> name.equalsIgnoreCase("Upgrade");
            case 10 -> name.equalsIgnoreCase("Connection") || name.equalsIgnoreCase("Keep-Alive");
            case 14 -> name.equalsIgnoreCase("HTTP2-Settings");
            case 16 -> name.equalsIgnoreCase("Proxy-Connection");
            case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
            case 18 -> name.equalsIgnoreCase("Proxy-Authenticate");
            case 19 -> name.equalsIgnoreCase("Proxy-Authorization");
            case 25 -> name.equalsIgnoreCase("Proxy-Authentication-Info");
            default -> false;
        };
    }

    /**
     * The further fields that a message declares to be for the next hop only.
     *
     * @param connectionValues the values of its {@code Connection} fields
     * @return their names, found in any case; without those that {@link #isHopByHop} knows, so mostly empty, and without
     *     those that say whom a message is for and what its body is: they can't be declared away
     */
    public static Set<String> named(Iterable<String> connectionValues) {
        Set<String> names = Set.of();
        for (String value : connectionValues) {
            for (int from = 0; from <= value.length(); ) {
                int comma = value.indexOf(',', from);
                int end = comma < 0 ? value.length() : comma;
                String name = value.substring(from, end).trim();
                if (isDeclarable(name)) {
                    names = names.isEmpty() ? new TreeSet<>(String.CASE_INSENSITIVE_ORDER) : names;
                    names.add(name);
                }
                from = end + 1;
            }
        }
        return names;
    }

    private static boolean isDeclarable(String name) {
        return !name.isEmpty()
                && !name.equalsIgnoreCase("close")
                && !isHopByHop(name)
                && !name.equalsIgnoreCase("Host")
                && !name.regionMatches(true, 0, "Content-", 0, 8);
    }

    /**
     * Whether a field of a request goes to the upstream. {@code Host} does not: set it from {@link RequestHead#authority}
     * in every version of HTTP. Neither does {@code Proxy}, which CGI programs take for a setting of their own.
     *
     * @param name of the field, in any case
     * @param named what {@link #named} said of the request
     * @param trusted whether the sender is a proxy that is believed; if not, what it says of earlier hops is left out
     * @return true if it is copied as it is
     */
    public static boolean passesUpstream(String name, Set<String> named, boolean trusted) {
        return passesDownstream(name, named)
                && !name.equalsIgnoreCase("Host")
                && !name.equalsIgnoreCase("Proxy")
                && (trusted || !tellsOfEarlierHops(name));
    }

    /**
     * Whether a field of an answer goes to the client. The id of the request does not: the proxy puts its own.
     *
     * @param name of the field, in any case
     * @param named what {@link #named} said of the answer
     * @return true if it is copied as it is
     */
    public static boolean passesDownstream(String name, Set<String> named) {
        return !isHopByHop(name)
                && (named.isEmpty() || !named.contains(name))
                && !name.equalsIgnoreCase(RequestIds.FIELD);
    }

    /**
     * Whether a client takes fields behind the body of an answer. Only to an upstream in HTTP/2 this is told, as
     * {@code te: trailers}; gRPC asks for it.
     *
     * @param te the values of its {@code TE} fields, which do not pass by themselves
     * @return true if {@code trailers} is in it
     */
    public static boolean takesTrailers(Iterable<String> te) {
        for (String value : te) {
            if (value.toLowerCase(Locale.ROOT).contains("trailers")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a client asks for a page: a person is looking.
     *
     * @param accept the value of its {@code Accept} field, or null if it sent none
     * @return true if {@code text/html} is in it
     */
    public static boolean asksForHtml(@Nullable String accept) {
        return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
    }

    /**
     * Whether an answer may be silent for as long as it likes, so that {@link Lease#responseTimeout} ends with its head: an
     * event stream, or a call of gRPC, which has deadlines of its own.
     *
     * @param contentType the value of its {@code Content-Type} field, or null if it has none
     * @return true if it may
     */
    public static boolean mayFallSilent(@Nullable String contentType) {
        return isEventStream(contentType) || starts(contentType, GRPC);
    }

    /**
     * Whether an answer is an event stream, which may end at any time: its client comes again.
     *
     * @param contentType the value of its {@code Content-Type} field, or null if it has none
     * @return true if it is
     */
    public static boolean isEventStream(@Nullable String contentType) {
        return starts(contentType, EVENT_STREAM);
    }

    private static boolean starts(@Nullable String text, String lowerCase) {
        return text != null && text.regionMatches(true, 0, lowerCase, 0, lowerCase.length());
    }

    /**
     * Whether a proxy that is believed says that a client asked over TLS.
     *
     * @param forwardedProto the value of its {@code X-Forwarded-Proto} field, or null if it sent none
     * @return true if the first hop named in it was
     */
    public static boolean cameSecurely(@Nullable String forwardedProto) {
        return forwardedProto != null
                && forwardedProto.regionMatches(true, 0, "https", 0, 5)
                && (forwardedProto.length() == 5 || forwardedProto.charAt(5) == ',' || forwardedProto.charAt(5) == ' ');
    }

    /** Also with underscores: to CGI and WSGI programs {@code X_Forwarded_For} is the same field. */
    private static boolean tellsOfEarlierHops(String name) {
        return switch (name.isEmpty() ? ' ' : name.charAt(0)) {
            case 'f', 'F' -> name.equalsIgnoreCase("Forwarded");
            case 'x', 'X' -> begins(name, "x-forwarded-") || (begins(name, "x-real-ip") && name.length() == 9);
            default -> false;
        };
    }

    private static boolean begins(String name, String lowerCase) {
        if (name.length() < lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            char c = name.charAt(i);
            if ((c == '_' ? '-' : Character.toLowerCase(c)) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Tells the upstream about the client: {@code X-Forwarded-For}, {@code -Proto}, {@code -Host} and {@code -Port},
     * {@code Forwarded} (RFC 7239), {@code Via}, and the id of the request. Each is to be added as a field line of its own, so that it extends
     * what {@link #passesUpstream} let through.
     *
     * @param head of a request that is to be forwarded
     * @param remoteAddress the address of the client as digits, IPv6 with or without brackets; empty if it has none
     * @param version of HTTP that the request came in, such as {@code 1.1} or {@code 2}
     * @param trusted whether the sender is a proxy that is believed; if so, what it says of scheme, host and port stands
     * @param add takes name and value
     */
    public static void forwarded(
            RequestHead head, String remoteAddress, String version, boolean trusted, BiConsumer<String, String> add) {
        String address = bare(remoteAddress);
        String scheme = head.secure() ? "https" : "http";
        add.accept("X-Forwarded-For", address);
        if (!trusted) {
            add.accept("X-Forwarded-Proto", scheme);
            add.accept("X-Forwarded-Host", head.authority());
            add.accept("X-Forwarded-Port", port(head));
        }
        String node = address.indexOf(':') < 0 ? address : "\"[" + address + "]\"";
        add.accept("Forwarded", "for=" + node + ";host=\"" + head.authority() + "\";proto=" + scheme);
        add.accept("Via", version + " " + PSEUDONYM);
        if (!head.id().isEmpty()) {
            add.accept(RequestIds.FIELD, head.id());
        }
    }

    /**
     * Whether a request came through a proxy of Upkeep.
     *
     * @param via the values of its {@code Via} fields
     * @return true if {@link #forwarded} has added one of them
     */
    public static boolean cameThroughProxy(Iterable<String> via) {
        for (String value : via) {
            for (String hop : value.split(",")) {
                if (hop.strip().toLowerCase(Locale.ROOT).endsWith(" " + PSEUDONYM)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Without brackets, and without the zone, which is nobody else's business. */
    private static String bare(String address) {
        if (address.isEmpty()) {
            return "unknown";
        }
        String inner = address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
        int zone = inner.indexOf('%');
        return zone < 0 ? inner : inner.substring(0, zone);
    }

    private static String port(RequestHead head) {
        int colon = head.authority().lastIndexOf(':');
        boolean given = colon > head.authority().lastIndexOf(']')
                && colon < head.authority().length() - 1;
        return given ? head.authority().substring(colon + 1) : head.secure() ? "443" : "80";
    }
}
