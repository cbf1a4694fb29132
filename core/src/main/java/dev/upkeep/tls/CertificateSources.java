package dev.upkeep.tls;

import dev.upkeep.route.Route;
import dev.upkeep.spec.CertificateSpec;
import dev.upkeep.spec.ProxySpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads all that a configuration names, again and again. What cannot be read leaves what the same entry gave before, and
 * holds no other entry back. Not thread-safe.
 */
public final class CertificateSources {
    /** What one entry gave last, and why not what its files hold now. */
    private record Held(List<ServerCertificate> certificates, Optional<String> trouble) {}

    private final Path stateDirectory;
    private final AcmeStore store;
    /** By entry, in their order; the empty one is that for development. */
    private Map<Optional<CertificateSpec>, Held> held = Map.of();

    private List<String> ordered = List.of();

    /**
     * Nothing has been read yet.
     *
     * @param stateDirectory where a self-signed certificate is kept
     */
    public CertificateSources(Path stateDirectory) {
        this.stateDirectory = stateDirectory;
        this.store = new AcmeStore(stateDirectory);
    }

    /**
     * Reads everything, and forgets what is not named any more.
     *
     * @param proxy names the certificates and the routes
     * @return what was wrong, a sentence for each entry that could not be read
     */
    public List<String> read(ProxySpec proxy) {
        Map<Optional<CertificateSpec>, Held> next = new LinkedHashMap<>();
        for (CertificateSpec each : proxy.certificates()) {
            if (!(each instanceof CertificateSpec.Acme)) {
                next.put(Optional.of(each), read(Optional.of(each), proxy));
            }
        }
        ordered = account(proxy).isPresent() ? notIn(next, proxy) : List.of();
        boolean complete =
                ordered.stream().filter(domain -> take(domain, next, proxy)).count() == ordered.size();
        if (next.isEmpty() || !complete) {
            next.put(Optional.empty(), read(Optional.empty(), proxy));
        }
        held = next;
        return next.values().stream().flatMap(h -> h.trouble().stream()).toList();
    }

    /**
     * The authority, if there is one.
     *
     * @param proxy names it
     * @return the first that is named
     */
    public static Optional<CertificateSpec.Acme> account(ProxySpec proxy) {
        return proxy.certificates().stream()
                .flatMap(c -> c instanceof CertificateSpec.Acme acme ? Stream.of(acme) : Stream.of())
                .findFirst();
    }

    /**
     * The domains that an authority has to give certificates for.
     *
     * @return as of the last reading; none if there is no authority
     */
    public List<String> ordered() {
        return ordered;
    }

    /** Domains over HTTPS that no certificate of files is for; authorities give none for wildcards this way. */
    private static List<String> notIn(Map<Optional<CertificateSpec>, Held> files, ProxySpec proxy) {
        return proxy.routes().stream()
                .filter(Route::ssl)
                .flatMap(route -> route.domain().stream())
                .distinct()
                .filter(domain -> !domain.startsWith("*."))
                .filter(domain -> files.values().stream()
                        .noneMatch(h -> h.certificates().stream().anyMatch(c -> c.covers(domain))))
                .toList();
    }

    private boolean take(String domain, Map<Optional<CertificateSpec>, Held> next, ProxySpec proxy) {
        Optional<CertificateSpec> kept = store.kept(domain);
        kept.ifPresent(file -> next.put(kept, read(kept, proxy)));
        return kept.isPresent();
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
