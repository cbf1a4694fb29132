package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.schema.Section;
import dev.upkeep.internal.config.schema.Shape;
import dev.upkeep.internal.config.schema.SingleType;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.internal.config.yaml.Scalar;
import dev.upkeep.internal.config.yaml.Unfit;
import dev.upkeep.internal.config.yaml.Value;
import dev.upkeep.spec.CertificateSpec;
import dev.upkeep.spec.CertificateSpec.Challenge;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The keys of {@code tls}. */
final class TlsKeys {
    private static final String EITHER = "write `keystore`, or `certificate` and `key`, but not both";

    private static final Section<CertificateDraft> PEM = new Section<CertificateDraft>()
            .required(
                    "certificate",
                    new ReadableFile("./tls/example.com.pem"),
                    "a PEM file with the certificate and its chain",
                    (c, v) -> c.certificate = Optional.of(v))
            .required(
                    "key",
                    new ReadableFile("./tls/example.com.key"),
                    "a PEM file with the private key",
                    (c, v) -> c.key = Optional.of(v))
            .elsewhere("password", "a password is for a `keystore`; the key of a PEM file must not be encrypted")
            .elsewhere("passwordFile", "a password is for a `keystore`; the key of a PEM file must not be encrypted");

    private static final Section<CertificateDraft> PKCS12 = new Section<CertificateDraft>()
            .required(
                    "keystore",
                    new ReadableFile("./tls/example.com.p12"),
                    "a PKCS#12 file with certificate and key",
                    (c, v) -> c.keystore = Optional.of(v))
            .key(
                    "password",
                    Types.text("${KEYSTORE_PASSWORD}"),
                    "empty",
                    "opens the key store",
                    (c, v) -> c.password = Optional.of(v))
            .key(
                    "passwordFile",
                    new ReadableFile("./tls/password"),
                    "none",
                    "a file with the password",
                    (c, v) -> c.passwordFile = Optional.of(v))
            .elsewhere("certificate", EITHER)
            .elsewhere("key", EITHER);

    private static final Section<AcmeDraft> ACME = new Section<AcmeDraft>()
            .required(
                    "email",
                    SingleType.of("an address", "ops@example.com", TlsKeys::email, Scalar.Kind.TEXT),
                    "where the authority writes to; its terms are agreed to",
                    (a, v) -> a.email = Optional.of(v))
            .key(
                    "directory",
                    SingleType.of(
                            "an address",
                            CertificateSpec.Acme.LETS_ENCRYPT.toString(),
                            Urls::absolute,
                            Scalar.Kind.TEXT),
                    "Let's Encrypt",
                    "where the authority is",
                    (a, v) -> a.directory = v)
            .key(
                    "challenge",
                    Types.word("`http-01` or `tls-alpn-01`", challenges()),
                    "http-01",
                    "how domains are shown to be ours",
                    (a, v) -> a.challenge = v);

    static final Section<ProxyDraft> ALL = new Section<ProxyDraft>()
            .section("acme", ACME, "orders certificates", p -> p.acme)
            .key(ListKey.<ProxyDraft, CertificateDraft>of(
                            "certificates",
                            "what HTTPS clients are shown",
                            TlsKeys::bind,
                            p -> p.certificates,
                            CertificateDraft::new)
                    .shaped(Shape.list(Shape.byKey("keystore", Shape.section(PKCS12), Shape.section(PEM)))));

    private TlsKeys() {}

    private static Map<String, Challenge> challenges() {
        Map<String, Challenge> words = new LinkedHashMap<>();
        words.put("http-01", Challenge.HTTP_01);
        words.put("tls-alpn-01", Challenge.TLS_ALPN_01);
        return words;
    }

    private static String email(String text) throws Unfit {
        if (text.matches("[^@\\s,:]+@[^@\\s,:]+")) {
            return text;
        }
        throw new Unfit(
                Code.INVALID_VALUE,
                "is " + Words.quoted(text) + ", which is no address of mail",
                "write an address that somebody reads, e.g. `ops@example.com`");
    }

    private static void bind(Value item, CertificateDraft draft) {
        if (!item.has("keystore")) {
            PEM.bind(item, draft);
        } else {
            PKCS12.bind(item, draft);
            if (draft.password.isPresent() && draft.passwordFile.isPresent()) {
                item.child("passwordFile")
                        .ifPresent(v -> v.reportAtKey(
                                Code.INVALID_VALUE,
                                "`password` and `passwordFile` are both given",
                                "write one of them"));
            }
        }
        draft.look(item);
    }
}
