package dev.upkeep.route;

import java.net.URI;

/**
 * Where requests are sent: one instance's address.
 *
 * @param secure whether it speaks TLS
 * @param host a name or address
 * @param port 1 to 65535
 */
public record Upstream(boolean secure, String host, int port) {
    /**
     * The upstream that a target URL points to.
     *
     * @param target {@code http} or {@code https}
     * @return its address; the scheme's default port if the URL has none
     */
    public static Upstream of(URI target) {
        boolean secure = "https".equalsIgnoreCase(target.getScheme());
        int port = target.getPort() != -1 ? target.getPort() : secure ? 443 : 80;
        return new Upstream(secure, target.getHost(), port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
