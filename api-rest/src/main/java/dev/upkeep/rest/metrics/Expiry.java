package dev.upkeep.rest.metrics;

import dev.upkeep.Upkeep;
import dev.upkeep.tls.CertificateStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** When certificates end. */
final class Expiry {
    private Expiry() {}

    /** How a certificate is known in tags: by its domains, or where it comes from. */
    static String name(CertificateStatus certificate) {
        return certificate.domains().isEmpty() ? certificate.source() : String.join(",", certificate.domains());
    }

    static void register(MeterRegistry registry, Upkeep upkeep, String name) {
        Gauge.builder("upkeep.certificate.expiry", upkeep, all -> endOf(name, all))
                .description("When it ends, in Unix time")
                .baseUnit("seconds")
                .strongReference(true)
                .tag("certificate", name)
                .register(registry);
    }

    private static double endOf(String name, Upkeep upkeep) {
        return upkeep.certificates().stream()
                .filter(certificate -> name(certificate).equals(name))
                .mapToDouble(certificate -> certificate.notAfter().getEpochSecond())
                .findFirst()
                .orElse(Double.NaN);
    }
}
