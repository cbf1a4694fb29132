package dev.upkeep.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.upkeep.spec.CertificateSpec;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.testing.MadePem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredCertificatesTest {
    private static final String[] EC = {"-keyalg", "EC", "-groupname", "secp256r1"};
    private static final String[] RSA = {"-keyalg", "RSA", "-keysize", "2048"};
    private static final String[] ED25519 = {"-keyalg", "Ed25519"};

    @TempDir
    Path folder;

    @Test
    void everyPairBecomesAnEntryWithKeyAndCertificate() throws Exception {
        MadePem made = new MadePem(folder);
        ServerKeys keys = load(made.pair("ec", EC), made.pair("rsa", RSA), made.pair("ed", ED25519));
        assertThat(keys.development()).isFalse();
        assertThat(algorithms(keys)).containsExactly("EC", "RSA", "EdDSA");
    }

    @Test
    void aKeyInTheSameFileAsItsCertificateIsFound() throws Exception {
        CertificateSpec.Pem pair = new MadePem(folder).pair("ec", EC);
        Path both = folder.resolve("both.pem");
        Files.writeString(both, Files.readString(pair.key()) + Files.readString(pair.certificate()));
        assertThat(algorithms(load(new CertificateSpec.Pem(both, both)))).containsExactly("EC");
    }

    @Test
    void theChainIsKept() throws Exception {
        CertificateSpec.Pem leaf = chained();
        assertThat(load(leaf).certificates().get(0).chain()).hasSize(2);
    }

    @Test
    void aKeyOfAnotherCertificateIsNamed() throws Exception {
        MadePem made = new MadePem(folder);
        CertificateSpec.Pem one = made.pair("one", EC);
        CertificateSpec.Pem other = made.pair("other", EC);
        refused(new CertificateSpec.Pem(one.certificate(), other.key()), "other.key: is not the key of", "one.crt");
    }

    @Test
    void aKeyOfAnotherKindIsNamed() throws Exception {
        MadePem made = new MadePem(folder);
        CertificateSpec.Pem one = made.pair("one", EC);
        CertificateSpec.Pem other = made.pair("other", RSA);
        refused(new CertificateSpec.Pem(one.certificate(), other.key()), "other.key: holds no usable EC key");
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        CertificateSpec.Pem pair = new MadePem(folder).pair("one", EC);
        refused(new CertificateSpec.Pem(folder.resolve("absent.crt"), pair.key()), "absent.crt: there is no such file");
        refused(new CertificateSpec.Pem(pair.certificate(), folder.resolve("absent.key")), "absent.key: there is no");
    }

    @Test
    void aFolderInPlaceOfAFileIsNamed() throws Exception {
        CertificateSpec.Pem pair = new MadePem(folder).pair("one", EC);
        refused(new CertificateSpec.Pem(folder, pair.key()), folder + ": ");
    }

    @Test
    void whatIsNoPemIsNamed() throws Exception {
        refused(withCertificate("\0\1\2 no certificate"), "odd.crt: holds no PEM block");
        refused(withCertificate("-----BEGIN CERTIFICATE-----\nMII"), "odd.crt: the block CERTIFICATE has no end");
        refused(withCertificate("-----BEGIN CERTIFICATE"), "odd.crt: a line with -----BEGIN does not end");
        refused(withCertificate(MadePem.block("CERTIFICATE", new byte[] {1, 2, 3})), "odd.crt: certificate 1 is not");
        refused(
                withCertificate("-----BEGIN CERTIFICATE-----\n*\n-----END CERTIFICATE-----\n"),
                "odd.crt: the block CERTIFICATE is not base64");
        refused(withCertificate("x".repeat((1 << 20) + 1)), "odd.crt: is longer than");
    }

    @Test
    void aKeyInAnOlderFormSaysHowToConvertIt() throws Exception {
        CertificateSpec.Pem pair = new MadePem(folder).pair("one", RSA);
        Files.writeString(pair.key(), MadePem.block("RSA PRIVATE KEY", new byte[] {1}));
        refused(pair, "one.key: holds RSA PRIVATE KEY", "openssl pkcs8 -topk8 -nodes");
        Files.writeString(
                pair.key(),
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC,00\n\nAAAA\n"
                        + "-----END RSA PRIVATE KEY-----\n");
        refused(pair, "one.key: holds RSA PRIVATE KEY");
    }

    @Test
    void certificatesThatFormNoChainAreNamed() throws Exception {
        MadePem made = new MadePem(folder);
        CertificateSpec.Pem one = made.pair("one", EC);
        CertificateSpec.Pem other = made.pair("other", EC);
        Files.writeString(
                one.certificate(), Files.readString(one.certificate()) + Files.readString(other.certificate()));
        refused(one, "one.crt: holds certificates that form no chain");
    }

    @Test
    void allKeysOfAStoreAreUsedWithThePasswordThatIsGivenOrKeptInAFile() throws Exception {
        new MadePem(folder).pair("one", EC);
        Path store = folder.resolve("one.p12");
        Path password = Files.writeString(folder.resolve("password"), MadePem.PASSWORD + "\n");
        assertThat(algorithms(load(store(store, MadePem.PASSWORD)))).containsExactly("EC");
        CertificateSpec byFile = new CertificateSpec.Pkcs12(store, Optional.empty(), Optional.of(password));
        assertThat(algorithms(load(byFile))).containsExactly("EC");
        assertThat(byFile.files()).containsExactly(store, password);
    }

    @Test
    void aStoreThatCannotBeOpenedSaysWhy() throws Exception {
        CertificateSpec.Pem pair = new MadePem(folder).pair("one", EC);
        Path store = folder.resolve("one.p12");
        refused(store(store, "another"), "one.p12: has another password");
        refused(store(pair.certificate(), "any"), "one.crt: is not a PKCS#12 key store");
        refused(store(folder.resolve("absent.p12"), "any"), "absent.p12: there is no such file");
        Path absent = folder.resolve("absent");
        refused(
                new CertificateSpec.Pkcs12(store, Optional.empty(), Optional.of(absent)),
                "absent: there is no such file");
    }

    @Test
    void aStoreWithoutAPrivateKeyIsNamed() throws Exception {
        CertificateSpec.Pem pair = new MadePem(folder).pair("one", EC);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("one", ServerCertificate.read(pair).get(0).certificate());
        Path file = folder.resolve("trust.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, "secret".toCharArray());
        }
        refused(store(file, "secret"), "trust.p12: holds no private key");
    }

    @Test
    void nothingPrivateIsPrinted() throws Exception {
        CertificateSpec.Pem pair = new MadePem(folder).pair("one", EC);
        assertThat(store(folder.resolve("one.p12"), "secret").toString()).doesNotContain("secret");
        assertThat(ServerCertificate.read(pair).get(0)).hasToString("[] from " + pair.certificate());
    }

    private static CertificateSpec store(Path file, String password) {
        return new CertificateSpec.Pkcs12(file, Optional.of(password), Optional.empty());
    }

    private CertificateSpec.Pem chained() throws Exception {
        MadePem made = new MadePem(folder);
        made.pair("root", "-keyalg", "EC", "-groupname", "secp256r1", "-ext", "bc=ca:true");
        return made.signedBy("root", "leaf");
    }

    private CertificateSpec.Pem withCertificate(String text) throws IOException {
        return new CertificateSpec.Pem(Files.writeString(folder.resolve("odd.crt"), text), folder.resolve("odd.key"));
    }

    private ServerKeys load(CertificateSpec... pairs) throws IOException {
        ProxySpec none = ProxySpec.DEFAULT;
        ProxySpec proxy = new ProxySpec(none.host(), 0, 0, 0, List.of(pairs), List.of());
        return ServerKeys.load(proxy, folder.resolve("state"));
    }

    private void refused(CertificateSpec pair, String... parts) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> load(pair))
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    private static List<String> algorithms(ServerKeys keys) {
        return keys.certificates().stream().map(c -> c.key().getAlgorithm()).toList();
    }
}
