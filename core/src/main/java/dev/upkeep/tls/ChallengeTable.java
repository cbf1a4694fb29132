package dev.upkeep.tls;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which certificate an authority is shown that looks whether a domain is ours (RFC 8737): that for the very name, or none.
 *
 * @param open by domain, as names are written in certificates
 */
record ChallengeTable(Map<String, ServerCertificate> open) {
    private static final String PREFIX = "challenge-";

    static ChallengeTable of(Map<String, ServerCertificate> byDomain) {
        return new ChallengeTable(byDomain.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(e -> CertificateNames.ascii(e.getKey()), Map.Entry::getValue)));
    }

    /** The alias of a certificate. */
    Optional<String> choose(String keyType, Optional<String> asked) {
        return asked.map(CertificateNames::ascii)
                .filter(name -> open.containsKey(name) && KeyTable.isOf(keyType, open.get(name)))
                .map(name -> PREFIX + name);
    }

    /** The certificate with an alias; empty if the challenge is over. */
    Optional<ServerCertificate> get(String alias) {
        return alias.startsWith(PREFIX)
                ? Optional.ofNullable(open.get(alias.substring(PREFIX.length())))
                : Optional.empty();
    }
}
