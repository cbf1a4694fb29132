package dev.upkeep.spec;

import dev.upkeep.route.AccessLog;
import dev.upkeep.route.ClientLimits;
import dev.upkeep.route.Networks;
import dev.upkeep.route.Route;
import java.util.List;

/**
 * Where the proxy listens, and its routes.
 *
 * @param host the address it binds; default {@code 0.0.0.0}
 * @param port for HTTP; 0 takes any free one; default 8080
 * @param httpsPort for HTTPS, opened if a route has {@code ssl}; 0 takes any free one; default 8443
 * @param managementPort for the management interface on 127.0.0.1; 0 takes any free one; default 9900
 * @param certificates what is shown to clients, by domain; empty: a self-signed one for development
 * @param routes in the order of the file
 * @param trusted proxies in front of this one that are believed what they say of their clients; default none
 * @param limits how much clients may take; default {@link ClientLimits#DEFAULT}
 * @param accessLog what is logged of each request; default nothing
 * @param tokens who may use the management interface, too; default nobody
 */
public record ProxySpec(
        String host,
        int port,
        int httpsPort,
        int managementPort,
        List<CertificateSpec> certificates,
        List<Route> routes,
        Networks trusted,
        ClientLimits limits,
        AccessLog accessLog,
        List<TokenSpec> tokens) {
    /** All defaults and no route. */
    public static final ProxySpec DEFAULT = new ProxySpec(
            "0.0.0.0",
            8080,
            8443,
            9900,
            List.of(),
            List.of(),
            Networks.NONE,
            ClientLimits.DEFAULT,
            AccessLog.OFF,
            List.of());

    /** Copies the lists. */
    public ProxySpec {
        certificates = List.copyOf(certificates);
        routes = List.copyOf(routes);
        tokens = List.copyOf(tokens);
    }

    /**
     * One that believes nobody, with the usual limits.
     *
     * @param host the address it binds
     * @param port for HTTP
     * @param httpsPort for HTTPS
     * @param managementPort for the management interface
     * @param certificates what is shown to clients, by domain
     * @param routes in any order
     */
    public ProxySpec(
            String host,
            int port,
            int httpsPort,
            int managementPort,
            List<CertificateSpec> certificates,
            List<Route> routes) {
        this(
                host,
                port,
                httpsPort,
                managementPort,
                certificates,
                routes,
                Networks.NONE,
                ClientLimits.DEFAULT,
                AccessLog.OFF,
                List.of());
    }

    /**
     * The same with other routes.
     *
     * @param other the routes
     * @return a copy
     */
    public ProxySpec withRoutes(List<Route> other) {
        return new ProxySpec(
                host, port, httpsPort, managementPort, certificates, other, trusted, limits, accessLog, tokens);
    }

    /**
     * The same with other limits for clients.
     *
     * @param other the limits
     * @return a copy
     */
    public ProxySpec withLimits(ClientLimits other) {
        return new ProxySpec(
                host, port, httpsPort, managementPort, certificates, routes, trusted, other, accessLog, tokens);
    }

    /**
     * The same with other ports.
     *
     * @param http for HTTP
     * @param https for HTTPS
     * @param management for the management interface
     * @return a copy
     */
    public ProxySpec withPorts(int http, int https, int management) {
        return new ProxySpec(host, http, https, management, certificates, routes, trusted, limits, accessLog, tokens);
    }
}
