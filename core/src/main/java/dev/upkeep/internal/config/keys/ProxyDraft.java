package dev.upkeep.internal.config.keys;

import dev.upkeep.route.Networks;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.spec.ProxySpec.CertificateSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code proxy.yaml} as far as it has been read. */
final class ProxyDraft {
    /** A certificate as far as it has been read. */
    static final class Certificate {
        Optional<Path> certificate = Optional.empty();
        Optional<Path> key = Optional.empty();

        Optional<CertificateSpec> build() {
            return certificate.flatMap(c -> key.map(k -> new CertificateSpec(c, k)));
        }
    }

    String host = ProxySpec.DEFAULT.host();
    int port = ProxySpec.DEFAULT.port();
    int httpsPort = ProxySpec.DEFAULT.httpsPort();
    int managementPort = ProxySpec.DEFAULT.managementPort();
    Optional<Path> processConfigFile = Optional.empty();
    List<Networks.Block> trusted = List.of();
    final List<Certificate> certificates = new ArrayList<>();
    final List<RouteDraft> routes = new ArrayList<>();

    ProxySpec build() {
        return new ProxySpec(
                host,
                port,
                httpsPort,
                managementPort,
                certificates.stream().flatMap(c -> c.build().stream()).toList(),
                routes.stream().map(RouteDraft::build).toList(),
                new Networks(trusted));
    }
}
