package dev.upkeep.route;

import java.net.URI;

/**
 * Where requests are sent: one instance's address.
 *
 * @param secure whether it speaks TLS
 * @param http2 whether it speaks HTTP/2 from the first byte on, without TLS (RFC 9113 section 3.3); else HTTP/1.1
 * @param host a name or address
 * @param port 1 to 65535
 */
public record Upstream(boolean secure, boolean http2, String host, int port) {
    private static final String HTTP2 = "h2c";

    /**
     * One that speaks HTTP/1.1.
     *
     * @param secure whether it speaks TLS
     * @param host a name or address
     * @param port 1 to 65535
     */
    public Upstream(boolean secure, String host, int port) {
        this(secure, false, host, port);
    }

    /**
     * The upstream that a target URL points to.
     *
     * @param target {@code http}, {@code https} or {@code h2c}
     * @return its address; the scheme's default port if the URL has none
     */
    public static Upstream of(URI target) {
        boolean secure = "https".equalsIgnoreCase(target.getScheme());
        int port = target.getPort() != -1 ? target.getPort() : secure ? 443 : 80;
        return new Upstream(secure, HTTP2.equalsIgnoreCase(target.getScheme()), target.getHost(), port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
