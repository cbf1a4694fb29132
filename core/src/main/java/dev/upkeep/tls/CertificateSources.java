package dev.upkeep.tls;

import dev.upkeep.spec.CertificateSpec;
import dev.upkeep.spec.ProxySpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads all that a configuration names, again and again. What cannot be read leaves what the same entry gave before, and
 * holds no other entry back. Not thread-safe.
 */
public final class CertificateSources {
    /** What one entry gave last, and why not what its files hold now. */
    private record Held(List<ServerCertificate> certificates, Optional<String> trouble) {}

    private final Path stateDirectory;
    /** By entry, in their order; the empty one is that for development. */
    private Map<Optional<CertificateSpec>, Held> held = Map.of();

    /**
     * Nothing has been read yet.
     *
     * @param stateDirectory where a self-signed certificate is kept
     */
    public CertificateSources(Path stateDirectory) {
        this.stateDirectory = stateDirectory;
    }

    /**
     * Reads everything, and forgets what is not named any more.
     *
     * @param proxy names the certificates and the routes
     * @return what was wrong, a sentence for each entry that could not be read
     */
    public List<String> read(ProxySpec proxy) {
        Map<Optional<CertificateSpec>, Held> next = new LinkedHashMap<>();
        entries(proxy).forEach(entry -> next.put(entry, read(entry, proxy)));
        held = next;
        return next.values().stream().flatMap(h -> h.trouble().stream()).toList();
    }

    /**
     * What is in force.
     *
     * @return in the order of the configuration; empty if nothing could ever be read
     */
    public List<ServerCertificate> certificates() {
        return held.values().stream().flatMap(h -> h.certificates().stream()).toList();
    }

    /**
     * How it is.
     *
     * @return in the order of {@link #certificates}
     */
    public List<CertificateStatus> statuses() {
        List<CertificateStatus> statuses = new ArrayList<>();
        held.values().forEach(h -> h.certificates().forEach(c -> statuses.add(CertificateStatus.of(c, h.trouble()))));
        return List.copyOf(statuses);
    }

    private static List<Optional<CertificateSpec>> entries(ProxySpec proxy) {
        return proxy.certificates().isEmpty()
                ? List.of(Optional.empty())
                : proxy.certificates().stream().map(Optional::of).toList();
    }

    private Held read(Optional<CertificateSpec> entry, ProxySpec proxy) {
        try {
            List<ServerCertificate> read = entry.isPresent()
                    ? ServerCertificate.read(entry.get())
                    : new DevelopmentCertificate(stateDirectory).covering(DevelopmentNames.of(proxy.routes()));
            return new Held(read, Optional.empty());
        } catch (IOException e) {
            List<ServerCertificate> before = held.getOrDefault(entry, new Held(List.of(), Optional.empty()))
                    .certificates();
            return new Held(before, Optional.of(String.valueOf(e.getMessage())));
        }
    }
}
