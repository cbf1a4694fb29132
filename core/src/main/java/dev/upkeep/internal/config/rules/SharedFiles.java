package dev.upkeep.internal.config.rules;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.process.Slot;
import dev.upkeep.spec.CertificateSpec;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** No file may be written by two processes, or for two purposes, or where Upkeep keeps what it needs itself. */
final class SharedFiles {
    private static final String CERTIFICATES = "/tls/certificates";

    /** Takes lines of all processes, and keeps none. */
    private static final Path NOWHERE = Path.of("/dev/null");

    private final Map<Path, String> uses = new HashMap<>();
    private final UnaryOperator<Path> real;
    private final List<Path> own;
    private final List<Finding> findings = new ArrayList<>();

    private SharedFiles(Collection<Path> own, UnaryOperator<Path> real) {
        this.real = real;
        this.own = own.stream().map(this::absolute).toList();
    }

    static List<Finding> check(Configuration configuration, Collection<Path> own, UnaryOperator<Path> real) {
        SharedFiles files = new SharedFiles(own, real);
        files.noteCertificates(configuration.proxy().certificates());
        configuration.processes().values().forEach(files::check);
        return files.findings;
    }

    /** Several certificates may well have one key. */
    private void noteCertificates(List<CertificateSpec> certificates) {
        for (int i = 0; i < certificates.size(); i++) {
            note(certificates.get(i), Pointers.child(CERTIFICATES, i));
        }
    }

    private void note(CertificateSpec certificate, String at) {
        if (certificate instanceof CertificateSpec.Pem pem) {
            note(pem.certificate(), at, "certificate");
            note(pem.key(), at, "key");
        } else if (certificate instanceof CertificateSpec.Pkcs12 store) {
            note(store.keystore(), at, "keystore");
            store.passwordFile().ifPresent(file -> note(file, at, "passwordFile"));
        }
    }

    private void note(Path file, String at, String key) {
        uses.putIfAbsent(absolute(file), Pointers.child(at, key));
    }

    private void check(ProcessSpec process) {
        for (int number = 1; number <= process.instances(); number++) {
            checkInstance(process.in(new Slot(number, 0)));
        }
    }

    private void checkInstance(ProcessSpec process) {
        String at = Pointers.process(process.id());
        check(process.pidFile(), Pointers.child(at, "pidFile"), "./pids/" + process.id() + ".pid");
        check(process.logFile(), Pointers.child(at, "logFile"), "./logs/" + process.id() + ".log");
        process.log()
                .errorFile()
                .ifPresent(file -> check(
                        file,
                        Pointers.child(Pointers.child(at, "log"), "errorFile"),
                        "./logs/" + process.id() + "-error.log"));
    }

    private void check(Path file, String at, String example) {
        Path whole = absolute(file);
        own.stream()
                .filter(whole::startsWith)
                .findFirst()
                .ifPresentOrElse(o -> findings.add(own(whole, o, at, example)), () -> use(whole, at));
    }

    private static Finding own(Path file, Path own, String at, String example) {
        return Finding.of(
                Code.SHARED_FILE,
                at,
                say(at) + (file.equals(own) ? " is " : " lies in ") + Words.quoted(String.valueOf(own.getFileName()))
                        + ", which Upkeep itself needs",
                "give it a file of its own, e.g. " + Words.quoted(example));
    }

    private void use(Path file, String at) {
        String first = uses.putIfAbsent(file, at);
        boolean isThrownAway = file.equals(NOWHERE) && !Pointers.last(at).equals("pidFile");
        if (first != null && !isThrownAway) {
            findings.add(Finding.of(
                            Code.SHARED_FILE,
                            at,
                            say(at) + " is the same file as " + say(first),
                            "give each a file of its own")
                    .with(first));
        }
    }

    private static String say(String at) {
        return Pointers.isOfProcesses(at)
                ? Pointers.place(at, "")
                : Pointers.name(at) + " of " + Pointers.name(Pointers.parent(at));
    }

    private Path absolute(Path file) {
        return real.apply(file.toAbsolutePath().normalize());
    }
}
