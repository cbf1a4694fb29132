package dev.upkeep.tls;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which certificate a client is shown: one for the very name it asks for, else one for a wildcard that includes it, else the
 * first and those for the same domains. Of several the first fits whose kind of key the client knows.
 *
 * @param all in the order of the configuration
 * @param generation tells aliases of one table from those of the next
 */
record KeyTable(List<ServerCertificate> all, long generation) {
    /** The alias of a certificate. */
    Optional<String> choose(String keyType, Optional<String> asked) {
        return candidates(asked.map(CertificateNames::ascii)).stream()
                .filter(c -> isOf(keyType, c))
                .findFirst()
                .map(c -> generation + "-" + all.indexOf(c));
    }

    /** The certificate with an alias; empty if it is one of another table. */
    Optional<ServerCertificate> get(String alias) {
        return IntStream.range(0, all.size())
                .filter(i -> alias.equals(generation + "-" + i))
                .mapToObj(all::get)
                .findFirst();
    }

    private List<ServerCertificate> candidates(Optional<String> asked) {
        List<ServerCertificate> exact = asked.map(this::named).orElse(List.of());
        if (!exact.isEmpty()) {
            return exact;
        }
        List<ServerCertificate> wild =
                asked.map(name -> named(CertificateNames.wildcard(name))).orElse(List.of());
        return wild.isEmpty() ? usual() : wild;
    }

    private List<ServerCertificate> named(String name) {
        return all.stream().filter(c -> c.domains().contains(name)).toList();
    }

    private List<ServerCertificate> usual() {
        return all.stream()
                .filter(c -> c.domains().equals(all.get(0).domains()))
                .toList();
    }

    /** JSSE may name the kind of signature behind that of the key, as in {@code EC_RSA}. */
    static boolean isOf(String keyType, ServerCertificate certificate) {
        String algorithm = certificate.key().getAlgorithm();
        return keyType.equals(algorithm) || keyType.startsWith(algorithm + "_");
    }
}
