package dev.upkeep.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what has been said of certificates that end: once at 30, 14, 7 and 1 days before, and once when it is over.
 * Thread-safe.
 */
public final class Expiry {
    private static final List<Long> DAYS = List.of(0L, 1L, 7L, 14L, 30L);

    /** How many days were left of each when it was last spoken of, as one of {@link #DAYS}. */
    private final Map<CertificateStatus, Long> said = new ConcurrentHashMap<>();

    /** Nothing has been said yet. */
    public Expiry() {}

    /**
     * What has to be said now.
     *
     * @param certificates all that are in force; others are forgotten
     * @param now the present
     * @return a sentence for each that is due
     */
    public List<String> due(List<CertificateStatus> certificates, Instant now) {
        List<CertificateStatus> all = certificates.stream()
                .map(c ->
                        new CertificateStatus(c.domains(), c.notAfter(), c.source(), c.development(), Optional.empty()))
                .toList();
        said.keySet().retainAll(all);
        List<String> due = new ArrayList<>();
        for (CertificateStatus each : all) {
            stage(each.left(now)).filter(stage -> isNews(each, stage)).ifPresent(stage -> due.add(say(each, now)));
        }
        return due;
    }

    private boolean isNews(CertificateStatus certificate, long stage) {
        Long before = said.put(certificate, stage);
        return before == null || stage < before;
    }

    private static Optional<Long> stage(Duration left) {
        return DAYS.stream()
                .filter(days -> left.compareTo(Duration.ofDays(days)) <= 0)
                .findFirst();
    }

    private static String say(CertificateStatus certificate, Instant now) {
        Duration left = certificate.left(now);
        String what = "The certificate for " + String.join(", ", certificate.domains());
        if (left.isNegative() || left.isZero()) {
            return what + " has expired: it was valid until " + certificate.notAfter() + " (" + certificate.source()
                    + ")";
        }
        String when = left.toDays() > 0 ? left.toDays() + " days" : left.toHours() + " hours";
        return what + " expires in " + when + ": it is valid until " + certificate.notAfter() + " ("
                + certificate.source() + ")";
    }
}
