package dev.upkeep.examples.launcher;

import dev.upkeep.spec.ProxySpec;
import java.util.Optional;

/**
 * The ports that the command line asks for, in place of those in {@code proxy.yaml}.
 *
 * @param http for HTTP
 * @param https for HTTPS
 * @param management for the API
 */
record Ports(Optional<Port> http, Optional<Port> https, Optional<Port> management) {
    ProxySpec in(ProxySpec spec) {
        return spec.withPorts(
                http.map(Port::number).orElse(spec.port()),
                https.map(Port::number).orElse(spec.httpsPort()),
                management.map(Port::number).orElse(spec.managementPort()));
    }
}
