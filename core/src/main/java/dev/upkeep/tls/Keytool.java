package dev.upkeep.tls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The tool of this Java that makes certificates; the platform has no API that could. Works in a folder of its own. */
final class Keytool {
    /** Protects nothing: files are protected by their mode. PKCS#12 wants one. */
    static final String PASSWORD = "upkeep";

    private static final String ALIAS = "development";
    private static final int DAYS_VALID = 365;
    private static final int MAX_SECONDS = 60;
    private static final int MAX_OUTPUT = 2000;
    private static final String PASSWORD_VARIABLE = "UPKEEP_KEYTOOL_PASSWORD";

    private final Path folder;

    Keytool(Path folder) {
        this.folder = folder;
    }

    /** Makes a key and a certificate for these names, and returns the store with both. */
    Path selfSigned(DevelopmentNames names) throws IOException {
        Path store = folder.resolve("made.p12");
        run(List.of(
                program().toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost, O=Upkeep development",
                "-validity",
                Integer.toString(DAYS_VALID),
                "-ext",
                names.subjectAlternativeNames(),
                "-ext",
                "EKU=serverAuth",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                PASSWORD_VARIABLE));
        return store;
    }

    private static Path program() {
        return Path.of(System.getProperty("java.home"), "bin", "keytool");
    }

    private void run(List<String> command) throws IOException {
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().put(PASSWORD_VARIABLE, PASSWORD);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!ended(process)) {
            throw new IOException("keytool did not end within " + MAX_SECONDS + " s");
        }
        if (process.exitValue() != 0) {
            throw new IOException("keytool ended with " + process.exitValue() + ": " + beginning(output));
        }
    }

    private static boolean ended(Process process) throws InterruptedIOException {
        try {
            return process.waitFor(MAX_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while keytool was at work");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String beginning(Path output) throws IOException {
        try (var in = Files.newInputStream(output)) {
            return new String(in.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8).strip();
        }
    }
}
