package dev.upkeep;

import dev.upkeep.internal.system.FileStamp;
import dev.upkeep.route.Route;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.tls.AcmeClient;
import dev.upkeep.tls.AcmeStore;
import dev.upkeep.tls.CertificateSources;
import dev.upkeep.tls.CertificateStatus;
import dev.upkeep.tls.Expiry;
import dev.upkeep.tls.ServerCertificate;
import dev.upkeep.tls.ServerKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/**
 * What HTTPS listeners show: read when it is first asked for, and from then on kept in step with the files and the
 * configuration. Thread-safe.
 */
final class Certificates {
    /** How often is looked whether one ends soon. */
    static final Duration LOOK = Duration.ofHours(1);

    private final Outside outside;
    private final Path stateDirectory;
    private final Consumer<Map<String, String>> published;
    private final Expiry expiry = new Expiry();
    private volatile List<CertificateStatus> statuses = List.of();
    private volatile boolean ended;
    /** Guarded by {@code this}, as are all that follow. */
    private final CertificateSources sources;

    private ProxySpec proxy;
    private Optional<ServerKeys> keys = Optional.empty();
    private Optional<FileWatch> watch = Optional.empty();
    private volatile Optional<Acme> acme = Optional.empty();
    private boolean begun;

    /**
     * Reads nothing yet.
     *
     * @param published takes all answers that an authority may ask for
     */
    Certificates(ProxySpec proxy, Path stateDirectory, Outside outside, Consumer<Map<String, String>> published) {
        this.proxy = proxy;
        this.outside = outside;
        this.stateDirectory = stateDirectory;
        this.published = published;
        this.sources = new CertificateSources(stateDirectory);
    }

    /** Empty as long as no route has {@code ssl}; once there, the same object ever after. */
    synchronized Optional<ServerKeys> keys() throws IOException {
        if (keys.isEmpty() && proxy.routes().stream().anyMatch(Route::ssl)) {
            makeAcme();
            List<FileStamp> before = FileStamp.of(files());
            List<String> wrong = sources.read(proxy);
            if (!wrong.isEmpty()) {
                throw new IOException(wrong.get(0));
            }
            keys = Optional.of(ServerKeys.of(sources.certificates()));
            followAcme();
            watch = Optional.of(new FileWatch(files(), before, outside.timers(), outside.work(), this::renew));
            watch.get().begin();
            look();
        }
        return keys;
    }

    /** Proxies listen: an authority may ask from now on. */
    synchronized void begin() {
        begun = true;
        followAcme();
    }

    private void makeAcme() throws IOException {
        if (acme.isEmpty() && CertificateSources.account(proxy).isPresent()) {
            AcmeClient client = ServiceLoader.load(AcmeClient.class, AcmeClient.class.getClassLoader())
                    .findFirst()
                    .orElseThrow(() -> new IOException(
                            "`acme` of `tls` needs the module upkeep-acme, which is not on the class path"));
            AcmeStore store = new AcmeStore(stateDirectory);
            acme = Optional.of(new Acme(
                    outside.ticker(),
                    outside.timers(),
                    outside.dice(),
                    client,
                    store,
                    Threads.some("acme", 1),
                    new OpenChallenges(published, this::show),
                    this::renew));
        }
    }

    private synchronized void show(Map<String, ServerCertificate> challenges) {
        keys.ifPresent(k -> k.challenges(challenges));
    }

    private void followAcme() {
        if (begun && keys.isPresent()) {
            CertificateSources.account(proxy)
                    .ifPresentOrElse(
                            with -> acme.ifPresent(a -> a.follow(with, sources.ordered(), sources.certificates())),
                            () -> acme.ifPresent(Acme::end));
        }
        statuses = sources.statuses();
    }

    /** How those in force are; none as long as nobody asked for them. */
    List<CertificateStatus> statuses() {
        Optional<Acme> orders = acme;
        return statuses.stream()
                .map(c -> c.trouble().isPresent() ? c : c.with(orders.flatMap(a -> a.trouble(c.domains()))))
                .toList();
    }

    /** Another configuration is in force. */
    void follow(ProxySpec next) {
        outside.work().execute(() -> {
            change(next);
            renew();
        });
    }

    private synchronized void change(ProxySpec next) {
        proxy = next;
        watch.ifPresent(w -> w.files(files()));
    }

    void end() {
        ended = true;
        acme.ifPresent(Acme::end);
        current().ifPresent(FileWatch::end);
    }

    private synchronized Optional<FileWatch> current() {
        return watch;
    }

    private List<Path> files() {
        return proxy.certificates().stream().flatMap(c -> c.files().stream()).toList();
    }

    /** Open connections stay as they are; handshakes from now on see what is read here. */
    private synchronized void renew() {
        if (keys.isEmpty()) {
            return;
        }
        try {
            makeAcme();
        } catch (IOException e) {
            Logs.UPKEEP.warn("No certificates are ordered: {}", e.getMessage());
        }
        sources.read(proxy).forEach(why -> Logs.UPKEEP.warn("A certificate stays as it was: {}", why));
        List<ServerCertificate> before = keys.get().certificates();
        List<ServerCertificate> now = sources.certificates();
        followAcme();
        if (!now.isEmpty() && !now.equals(before)) {
            keys.get().replace(now);
            now.stream()
                    .filter(c -> !before.contains(c))
                    .forEach(c -> Logs.UPKEEP.info("A certificate is in force: {}, until {}", c, c.notAfter()));
        }
        sayWhatEnds();
    }

    private void sayWhatEnds() {
        expiry.due(statuses, outside.ticker().now().wall()).forEach(Logs.UPKEEP::warn);
    }

    private void look() {
        if (!ended) {
            sayWhatEnds();
            outside.timers().after(LOOK, () -> outside.work().execute(this::look));
        }
    }
}
