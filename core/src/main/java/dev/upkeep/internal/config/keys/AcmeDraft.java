package dev.upkeep.internal.config.keys;

import dev.upkeep.spec.CertificateSpec;
import java.net.URI;
import java.util.Optional;

/** An authority for certificates as far as it has been read. */
final class AcmeDraft {
    Optional<String> email = Optional.empty();
    URI directory = CertificateSpec.Acme.LETS_ENCRYPT;
    CertificateSpec.Challenge challenge = CertificateSpec.Challenge.HTTP_01;

    /** Empty if there is none, or its required key is missing, which has been reported. */
    Optional<CertificateSpec> build() {
        return email.map(e -> new CertificateSpec.Acme(e, directory, challenge));
    }
}
