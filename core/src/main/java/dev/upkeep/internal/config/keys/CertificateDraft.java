package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.yaml.Value;
import dev.upkeep.spec.CertificateSpec;
import dev.upkeep.tls.ServerCertificate;
import dev.upkeep.tls.UnusableCertificateException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A certificate as far as it has been read. */
final class CertificateDraft {
    Optional<Path> certificate = Optional.empty();
    Optional<Path> key = Optional.empty();
    Optional<Path> keystore = Optional.empty();
    Optional<String> password = Optional.empty();
    Optional<Path> passwordFile = Optional.empty();

    /** What the files hold; empty if they cannot be used, which is reported. */
    private List<ServerCertificate> held = List.of();

    /** Empty if something is missing, which has been reported. */
    Optional<CertificateSpec> build() {
        return keystore.<CertificateSpec>map(s -> new CertificateSpec.Pkcs12(s, password, passwordFile))
                .or(() -> certificate.flatMap(c -> key.map(k -> new CertificateSpec.Pem(c, k))));
    }

    /** Whether one of its certificates is for a domain. */
    boolean covers(String domain) {
        return held.stream().anyMatch(c -> c.covers(domain));
    }

    /** Looks into the files, so that what is wrong with them is told before anything starts. */
    void look(Value item) {
        if (item.scope().problems().isWrongWithin(item.pointer())) {
            return;
        }
        build().ifPresent(spec -> {
            try {
                held = ServerCertificate.read(spec);
                held.forEach(c -> warnIfNotValid(item, c, Instant.now()));
            } catch (UnusableCertificateException e) {
                at(item, e.file()).report(Code.CERTIFICATE, words(item, e), "put a file there that can be used");
            } catch (IOException e) {
                item.report(Code.CERTIFICATE, String.valueOf(e.getMessage()), "put files there that can be used");
            }
        });
    }

    private void warnIfNotValid(Value item, ServerCertificate each, Instant now) {
        Instant begin = each.certificate().getNotBefore().toInstant();
        String what = "the certificate for " + String.join(", ", each.domains());
        Value named =
                item.child(keystore.isPresent() ? "keystore" : "certificate").orElse(item);
        if (each.notAfter().isBefore(now)) {
            named.report(
                    Code.CERTIFICATE_DOUBT,
                    what + " has expired: it was valid until " + each.notAfter(),
                    "renew it; new files are taken up without a restart");
        } else if (begin.isAfter(now)) {
            named.report(
                    Code.CERTIFICATE_DOUBT,
                    what + " is not valid before " + begin,
                    "look whether the clock is right, or put one there that is valid now");
        }
    }

    private String words(Value item, UnusableCertificateException e) {
        return "the file of " + at(item, e.file()).name() + " " + e.why();
    }

    private Value at(Value item, Path file) {
        return item.child(name(file)).orElse(item);
    }

    private String name(Path file) {
        Optional<Path> wrong = Optional.of(file);
        if (keystore.isPresent()) {
            return passwordFile.equals(wrong) ? "passwordFile" : "keystore";
        }
        return key.equals(wrong) && !certificate.equals(wrong) ? "key" : "certificate";
    }
}
