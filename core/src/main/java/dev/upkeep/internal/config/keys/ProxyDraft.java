package dev.upkeep.internal.config.keys;

import dev.upkeep.route.AccessLog;
import dev.upkeep.route.Networks;
import dev.upkeep.spec.ProxySpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code proxy.yaml} as far as it has been read. */
final class ProxyDraft {
    String host = ProxySpec.DEFAULT.host();
    int port = ProxySpec.DEFAULT.port();
    int httpsPort = ProxySpec.DEFAULT.httpsPort();
    int managementPort = ProxySpec.DEFAULT.managementPort();
    Optional<Path> processConfigFile = Optional.empty();
    List<Networks.Block> trusted = List.of();
    AccessLog accessLog = AccessLog.OFF;
    final ClientLimitKeys.Draft clients = new ClientLimitKeys.Draft();
    final TokenKeys.Drafts tokens = new TokenKeys.Drafts();
    final AcmeDraft acme = new AcmeDraft();
    final List<CertificateDraft> certificates = new ArrayList<>();
    final List<RouteDraft> routes = new ArrayList<>();

    /** Whether the only certificate is one that Upkeep makes. */
    boolean isForDevelopment() {
        return certificates.isEmpty() && acme.build().isEmpty();
    }

    ProxySpec build() {
        return new ProxySpec(
                host,
                port,
                httpsPort,
                managementPort,
                Stream.concat(certificates.stream().flatMap(c -> c.build().stream()), acme.build().stream())
                        .toList(),
                routes.stream().map(RouteDraft::build).toList(),
                new Networks(trusted),
                clients.build(),
                accessLog,
                tokens.build());
    }
}
