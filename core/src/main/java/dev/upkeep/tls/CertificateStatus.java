package dev.upkeep.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a certificate that HTTPS clients are shown is.
 *
 * @param domains it is for, lower case, maybe with a wildcard as first label
 * @param notAfter when it ends
 * @param source where it comes from, for people: a file
 * @param development whether Upkeep made it, because none is configured, or none has come yet: browsers don't trust
 *     it
 * @param trouble why it could not be renewed, in one sentence; empty if nothing is wrong with its source
 */
public record CertificateStatus(
        List<String> domains, Instant notAfter, String source, boolean development, Optional<String> trouble) {
    /** Copies the list. */
    public CertificateStatus {
        domains = List.copyOf(domains);
    }

    /**
     * Of a certificate that is in force.
     *
     * @param certificate which
     * @param trouble why it could not be renewed
     * @return as of now
     */
    public static CertificateStatus of(ServerCertificate certificate, Optional<String> trouble) {
        return new CertificateStatus(
                certificate.domains(), certificate.notAfter(), certificate.source(), certificate.selfMade(), trouble);
    }

    /**
     * The same with another trouble.
     *
     * @param other in one sentence
     * @return a copy
     */
    public CertificateStatus with(Optional<String> other) {
        return new CertificateStatus(domains, notAfter, source, development, other);
    }

    /**
     * How long it is good for.
     *
     * @param now the present
     * @return zero or negative if it has expired
     */
    public Duration left(Instant now) {
        return Duration.between(now, notAfter);
    }
}
