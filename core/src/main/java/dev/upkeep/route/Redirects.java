package dev.upkeep.route;

/** Redirects of the proxy's own. */
public final class Redirects {
    private static final int PERMANENT_KEEPING_METHOD = 308;
    private static final int HTTPS = 443;

    private Redirects() {}

    /**
     * To the same place over HTTPS.
     *
     * @param head a request that came over HTTP and that {@link RequestRules} accept
     * @param port where HTTPS is served
     * @return a redirect that clients remember
     */
    public static Routing.Redirect toHttps(RequestHead head, int port) {
        String host = Authority.withoutPort(head.authority());
        String authority = port == HTTPS ? host : host + ":" + port;
        return new Routing.Redirect(PERMANENT_KEEPING_METHOD, "https://" + authority + head.target());
    }
}
