package dev.upkeep.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.upkeep.spec.ProxySpec;
import dev.upkeep.spec.ProxySpec.CertificateSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
        assertThat(algorithms(keys)).containsExactlyInAnyOrder("EC", "RSA", "EdDSA");
    }

    @Test
    void aKeyInTheSameFileAsItsCertificateIsFound() throws Exception {
        CertificateSpec pair = new MadePem(folder).pair("ec", EC);
        Path both = folder.resolve("both.pem");
        Files.writeString(both, Files.readString(pair.key()) + Files.readString(pair.certificate()));
        assertThat(algorithms(load(new CertificateSpec(both, both)))).containsExactly("EC");
    }

    @Test
    void theChainIsKept() throws Exception {
        CertificateSpec leaf = chained();
        KeyStore store = load(leaf).keyStore();
        assertThat(store.getCertificateChain(store.aliases().nextElement())).hasSize(2);
    }

    @Test
    void aKeyOfAnotherCertificateIsNamed() throws Exception {
        MadePem made = new MadePem(folder);
        CertificateSpec one = made.pair("one", EC);
        CertificateSpec other = made.pair("other", EC);
        refused(new CertificateSpec(one.certificate(), other.key()), "other.key: is not the key of", "one.crt");
    }

    @Test
    void aKeyOfAnotherKindIsNamed() throws Exception {
        MadePem made = new MadePem(folder);
        CertificateSpec one = made.pair("one", EC);
        CertificateSpec other = made.pair("other", RSA);
        refused(new CertificateSpec(one.certificate(), other.key()), "other.key: holds no usable EC key");
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        CertificateSpec pair = new MadePem(folder).pair("one", EC);
        refused(new CertificateSpec(folder.resolve("absent.crt"), pair.key()), "absent.crt: there is no such file");
        refused(new CertificateSpec(pair.certificate(), folder.resolve("absent.key")), "absent.key: there is no");
    }

    @Test
    void aFolderInPlaceOfAFileIsNamed() throws Exception {
        CertificateSpec pair = new MadePem(folder).pair("one", EC);
        refused(new CertificateSpec(folder, pair.key()), folder + ": ");
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
        CertificateSpec pair = new MadePem(folder).pair("one", RSA);
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
        CertificateSpec one = made.pair("one", EC);
        CertificateSpec other = made.pair("other", EC);
        Files.writeString(
                one.certificate(), Files.readString(one.certificate()) + Files.readString(other.certificate()));
        refused(one, "one.crt: Certificate chain is not valid");
    }

    private CertificateSpec chained() throws Exception {
        MadePem made = new MadePem(folder);
        made.pair("root", "-keyalg", "EC", "-groupname", "secp256r1", "-ext", "bc=ca:true");
        return made.signedBy("root", "leaf");
    }

    private CertificateSpec withCertificate(String text) throws IOException {
        return new CertificateSpec(Files.writeString(folder.resolve("odd.crt"), text), folder.resolve("odd.key"));
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

    private static List<String> algorithms(ServerKeys keys) throws Exception {
        KeyStore store = keys.keyStore();
        List<String> algorithms = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            assertThat(store.getKey(alias, keys.password().toCharArray())).isNotNull();
            algorithms.add(store.getCertificate(alias).getPublicKey().getAlgorithm());
        }
        return algorithms;
    }
}
