package dev.upkeep.route;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which requests may turn their connection into something else than HTTP (RFC 9110 section 7.8). What follows is a tunnel:
 * whatever either side sends goes to the other, and no rule of a route sees it any more. So no protocol passes in which
 * further requests could be sent, past those rules: any version of HTTP, and TLS.
 */
public final class Upgrades {
    /** What the {@code Connection} field says beside the name of the protocol, on both sides. */
    public static final String CONNECTION = "Upgrade";

    private Upgrades() {}

    /**
     * The protocol that a request wants to change to, if that is to be passed on: a GET of HTTP/1.1 without a body that
     * names just one. In all other requests an upgrade is left out, which any client must be able to bear.
     *
     * @param method of the request
     * @param isHttp11 whether it came in HTTP/1.1; 1.0 knows no upgrade, and HTTP/2 has none
     * @param hasBody whether a body comes with it
     * @param connection the values of its {@code Connection} fields
     * @param upgrade the values of its {@code Upgrade} fields
     * @return the protocol, such as {@code websocket}, as it was written
     */
    public static Optional<String> asked(
            String method, boolean isHttp11, boolean hasBody, List<String> connection, List<String> upgrade) {
        boolean may = upgrade.size() == 1 && isHttp11 && !hasBody && method.equals("GET") && names(connection);
        return may && passes(upgrade.get(0).trim()) ? Optional.of(upgrade.get(0).trim()) : Optional.empty();
    }

    /**
     * Whether an answer {@code 101} changes to what the request asked for.
     *
     * @param asked what {@link #asked} said
     * @param upgrade the values of the answer's {@code Upgrade} fields
     * @return false if nothing was asked for, or something else; then it is no answer at all
     */
    public static boolean isGranted(Optional<String> asked, List<String> upgrade) {
        return asked.isPresent() && upgrade.size() == 1 && upgrade.get(0).trim().equalsIgnoreCase(asked.get());
    }

    /**
     * Whether a tunnel carries {@link WebSocketFrames}.
     *
     * @param protocol that was granted
     * @return true for {@code websocket}, in any case
     */
    public static boolean isWebSocket(String protocol) {
        return protocol.trim().equalsIgnoreCase("websocket");
    }

    private static boolean names(List<String> connection) {
        return connection.stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .anyMatch(option -> option.trim().equalsIgnoreCase("upgrade"));
    }

    private static boolean passes(String protocol) {
        String lower = protocol.toLowerCase(Locale.ROOT);
        return isOne(lower)
                && !lower.equals("h2c")
                && !lower.equals("h2")
                && !lower.equals("http")
                && !lower.startsWith("http/")
                && !lower.equals("tls")
                && !lower.startsWith("tls/");
    }

    private static boolean isOne(String protocols) {
        return !protocols.isEmpty() && protocols.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ',' && c != '"');
    }
}
