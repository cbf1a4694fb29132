package dev.upkeep.testing;

import dev.upkeep.spec.CertificateSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keys and certificates made by keytool, as PEM. */
public final class MadePem {
    /** Of the key stores that are made on the way, {@code name.p12}. */
    public static final String PASSWORD = "upkeep";

    private final Path folder;

    public MadePem(Path folder) {
        this.folder = folder;
    }

    /** A self-signed certificate and its key. */
    public CertificateSpec.Pem pair(String name, String... algorithm) throws Exception {
        keytool(name, Stream.concat(Stream.of("-genkeypair", "-dname", "CN=" + name), Arrays.stream(algorithm)));
        return written(name);
    }

    /** A certificate that another of this maker signed, and after it the signer's; with its key. */
    public CertificateSpec.Pem signedBy(String signer, String name) throws Exception {
        Path root = folder.resolve(signer + ".p12");
        Path store = folder.resolve(name + ".p12");
        Files.copy(root, store);
        Stream<String> byThatOne = Stream.of("-signer", signer, "-keyalg", "EC", "-groupname", "secp256r1");
        keytool(name, Stream.concat(Stream.of("-genkeypair", "-dname", "CN=" + name), byThatOne));
        return written(name);
    }

    private void keytool(String name, Stream<String> arguments) throws Exception {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Path store = folder.resolve(name + ".p12");
        List<String> command = Stream.of(
                        Stream.of(tool.toString()),
                        arguments,
                        Stream.of("-alias", name, "-keystore", store.toString(), "-storetype", "PKCS12"),
                        Stream.of("-storepass", PASSWORD))
                .flatMap(each -> each)
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("keytool failed: " + command);
        }
    }

    private CertificateSpec.Pem written(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), PASSWORD.toCharArray());
        Key key = store.getKey(name, PASSWORD.toCharArray());
        Path certificateFile = folder.resolve(name + ".crt");
        Path keyFile = folder.resolve(name + ".key");
        Files.writeString(certificateFile, certificates(store.getCertificateChain(name)));
        Files.writeString(keyFile, block("PRIVATE KEY", key.getEncoded()));
        return new CertificateSpec.Pem(certificateFile, keyFile);
    }

    public static String certificates(Certificate... chain) {
        return Arrays.stream(chain).map(MadePem::certificate).collect(Collectors.joining("a comment\n"));
    }

    private static String certificate(Certificate each) {
        try {
            return block("CERTIFICATE", each.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String block(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }
}
