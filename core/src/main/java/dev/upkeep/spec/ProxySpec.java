package dev.upkeep.spec;

import dev.upkeep.route.Route;
import java.nio.file.Path;
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
 */
public record ProxySpec(
        String host,
        int port,
        int httpsPort,
        int managementPort,
        List<CertificateSpec> certificates,
        List<Route> routes) {
    /** All defaults and no route. */
    public static final ProxySpec DEFAULT = new ProxySpec("0.0.0.0", 8080, 8443, 9900, List.of(), List.of());

    /** Copies the lists. */
    public ProxySpec {
        certificates = List.copyOf(certificates);
        routes = List.copyOf(routes);
    }

    /**
     * The same with other routes.
     *
     * @param other the routes
     * @return a copy
     */
    public ProxySpec withRoutes(List<Route> other) {
        return new ProxySpec(host, port, httpsPort, managementPort, certificates, other);
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
        return new ProxySpec(host, http, https, management, certificates, routes);
    }

    /**
     * A certificate with its key.
     *
     * @param certificate PEM: the certificate, and after it its chain
     * @param key PEM: the private key, PKCS#8, not encrypted
     */
    public record CertificateSpec(Path certificate, Path key) {}
}
