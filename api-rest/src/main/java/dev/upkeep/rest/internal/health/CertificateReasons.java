package dev.upkeep.rest.internal.health;

import dev.upkeep.rest.internal.reply.Json;
import dev.upkeep.tls.CertificateStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is doubtful about certificates. It degrades the whole but never makes it unhealthy: whoever restarts Upkeep or sends
 * traffic elsewhere for that renews nothing.
 */
final class CertificateReasons {
    /** Whoever renews in time does it earlier. */
    private static final Duration SOON = Duration.ofDays(14);

    private CertificateReasons() {}

    /** One for each certificate that has expired, expires soon or could not be renewed. */
    static List<ObjectNode> of(List<CertificateStatus> certificates, Instant now) {
        return certificates.stream()
                .flatMap(c -> why(c, now).map(why -> why.put("certificate", name(c))).stream())
                .toList();
    }

    private static Optional<ObjectNode> why(CertificateStatus certificate, Instant now) {
        Duration left = certificate.left(now);
        if (left.isNegative() || left.isZero()) {
            return reason("CertificateExpired", "Has expired: it was valid until " + Json.time(certificate.notAfter()));
        }
        if (certificate.trouble().isPresent()) {
            return reason("CertificateNotRenewed", certificate.trouble().get());
        }
        return left.compareTo(SOON) <= 0
                ? reason("CertificateExpires", "Is valid until " + Json.time(certificate.notAfter()))
                : Optional.empty();
    }

    private static Optional<ObjectNode> reason(String word, String message) {
        return Optional.of(Json.object().put("reason", word).put("message", message));
    }

    private static String name(CertificateStatus certificate) {
        return certificate.domains().isEmpty() ? certificate.source() : String.join(", ", certificate.domains());
    }
}
