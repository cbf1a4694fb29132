package dev.upkeep;

import dev.upkeep.internal.system.FileStamp;
import dev.upkeep.route.Route;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.tls.CertificateSources;
import dev.upkeep.tls.CertificateStatus;
import dev.upkeep.tls.Expiry;
import dev.upkeep.tls.ServerCertificate;
import dev.upkeep.tls.ServerKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What HTTPS listeners show: read when it is first asked for, and from then on kept in step with the files and the
 * configuration. Thread-safe.
 */
final class Certificates {
    /** How often is looked whether one ends soon. */
    static final Duration LOOK = Duration.ofHours(1);

    private final Outside outside;
    private final Expiry expiry = new Expiry();
    private volatile List<CertificateStatus> statuses = List.of();
    private volatile boolean ended;
    /** Guarded by {@code this}, as are all that follow. */
    private final CertificateSources sources;

    private ProxySpec proxy;
    private Optional<ServerKeys> keys = Optional.empty();
    private Optional<FileWatch> watch = Optional.empty();

    /** Reads nothing yet. */
    Certificates(ProxySpec proxy, Path stateDirectory, Outside outside) {
        this.proxy = proxy;
        this.outside = outside;
        this.sources = new CertificateSources(stateDirectory);
    }

    /** Empty as long as no route has {@code ssl}; once there, the same object ever after. */
    synchronized Optional<ServerKeys> keys() throws IOException {
        if (keys.isEmpty() && proxy.routes().stream().anyMatch(Route::ssl)) {
            List<FileStamp> before = FileStamp.of(files());
            List<String> wrong = sources.read(proxy);
            if (!wrong.isEmpty()) {
                throw new IOException(wrong.get(0));
            }
            keys = Optional.of(ServerKeys.of(sources.certificates()));
            statuses = sources.statuses();
            watch = Optional.of(new FileWatch(files(), before, outside.timers(), outside.work(), this::renew));
            watch.get().begin();
            look();
        }
        return keys;
    }

    /** How those in force are; none as long as nobody asked for them. */
    List<CertificateStatus> statuses() {
        return statuses;
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
        sources.read(proxy).forEach(why -> Logs.UPKEEP.warn("A certificate stays as it was: {}", why));
        List<ServerCertificate> before = keys.get().certificates();
        List<ServerCertificate> now = sources.certificates();
        statuses = sources.statuses();
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
