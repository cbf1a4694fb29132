package dev.upkeep;

import dev.upkeep.spec.CertificateSpec;
import dev.upkeep.spi.Ticker;
import dev.upkeep.spi.Timers;
import dev.upkeep.spi.Timers.Pending;
import dev.upkeep.tls.AcmeClient;
import dev.upkeep.tls.AcmeStore;
import dev.upkeep.tls.OrderTimes;
import dev.upkeep.tls.ServerCertificate;
import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;

/** Orders certificates from an authority, each when it is due, and again when that fails. Thread-safe. */
final class Acme {
    /** The clock on the wall may be set: no wait is longer. */
    static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** What is known of a domain: when to order, and what went wrong so far. */
    private record Intent(Instant due, int failures, Optional<String> trouble) {}

    private final Ticker ticker;
    private final Timers timers;
    private final DoubleSupplier dice;
    private final AcmeClient client;
    private final AcmeStore store;
    private final Executor orders;
    private final AcmeClient.Challenges challenges;
    private final Runnable obtained;

    /** Guarded by {@code this}, as are all that follow. */
    private final Map<String, Intent> intents = new TreeMap<>();

    private Optional<CertificateSpec.Acme> account = Optional.empty();
    private Optional<Pending> pending = Optional.empty();

    /**
     * Orders nothing yet.
     *
     * @param orders runs what takes minutes
     * @param challenges answers the authority
     * @param obtained is called when the store has something new
     */
    Acme(
            Ticker ticker,
            Timers timers,
            DoubleSupplier dice,
            AcmeClient client,
            AcmeStore store,
            Executor orders,
            AcmeClient.Challenges challenges,
            Runnable obtained) {
        this.ticker = ticker;
        this.timers = timers;
        this.dice = dice;
        this.client = client;
        this.store = store;
        this.orders = orders;
        this.challenges = challenges;
        this.obtained = obtained;
    }

    /**
     * From now on these domains are kept provided for, and no others.
     *
     * @param known what is in force; what it has for a domain is ordered anew when it is due
     */
    synchronized void follow(CertificateSpec.Acme with, List<String> domains, List<ServerCertificate> known) {
        account = Optional.of(with);
        intents.keySet().retainAll(domains);
        for (String domain : domains) {
            Optional<ServerCertificate> has = known.stream()
                    .filter(c -> !c.selfMade() && c.covers(domain))
                    .findFirst();
            intents.computeIfAbsent(domain, d -> new Intent(due(has), 0, Optional.empty()));
        }
        arm();
    }

    private Instant due(Optional<ServerCertificate> has) {
        return has.map(c ->
                        OrderTimes.due(c.certificate().getNotBefore().toInstant(), c.notAfter(), dice.getAsDouble()))
                .orElse(Instant.MIN);
    }

    /** Why there is nothing newer for one of these domains. */
    synchronized Optional<String> trouble(List<String> domains) {
        return domains.stream()
                .flatMap(d -> Optional.ofNullable(intents.get(d)).flatMap(Intent::trouble).stream())
                .findFirst();
    }

    synchronized void end() {
        intents.clear();
        pending.ifPresent(Pending::cancel);
    }

    private synchronized void arm() {
        pending.ifPresent(Pending::cancel);
        pending = intents.values().stream()
                .map(Intent::due)
                .min(Comparator.naturalOrder())
                .map(due -> timers.after(until(due), () -> orders.execute(this::work)));
    }

    private Duration until(Instant due) {
        Instant now = now();
        if (!due.isAfter(now)) {
            return Duration.ZERO;
        }
        return due.isAfter(now.plus(LONGEST_WAIT)) ? LONGEST_WAIT : Duration.between(now, due);
    }

    private Instant now() {
        return ticker.now().wall();
    }

    private void work() {
        for (String domain : due()) {
            try {
                order(domain);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        arm();
    }

    private synchronized List<String> due() {
        return intents.entrySet().stream()
                .filter(e -> !e.getValue().due().isAfter(now()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void order(String domain) throws InterruptedException {
        try {
            CertificateSpec.Acme with = with();
            KeyPair key = AcmeStore.newKey();
            AcmeClient.Order order = new AcmeClient.Order(
                    with.directory(), with.email(), domain, store.account(with.directory()), key, with.challenge());
            Logs.UPKEEP.info("A certificate for {} is ordered from {}", domain, with.directory());
            List<X509Certificate> chain = client.order(order, challenges);
            store.keep(domain, key, chain);
            succeeded(domain, chain.get(0));
            obtained.run();
        } catch (IOException | RuntimeException e) {
            failed(domain, e);
        }
    }

    private synchronized CertificateSpec.Acme with() {
        return account.orElseThrow();
    }

    /** Also for certificates that are short-lived beyond reason, or clocks that are wrong, there is a pause. */
    private synchronized void succeeded(String domain, X509Certificate obtained) {
        Instant due = OrderTimes.due(
                obtained.getNotBefore().toInstant(), obtained.getNotAfter().toInstant(), dice.getAsDouble());
        Instant soonest = now().plus(LONGEST_WAIT);
        intents.replace(domain, new Intent(due.isBefore(soonest) ? soonest : due, 0, Optional.empty()));
    }

    private synchronized void failed(String domain, Exception e) {
        Intent before = intents.get(domain);
        if (before != null) {
            int failures = before.failures() + 1;
            Duration pause = OrderTimes.pause(failures, dice.getAsDouble());
            String why = e instanceof IOException ? String.valueOf(e.getMessage()) : e.toString();
            intents.put(domain, new Intent(now().plus(pause), failures, Optional.of("Could not be ordered: " + why)));
            Logs.UPKEEP.warn(
                    "A certificate for {} could not be ordered (try {}, again in {} s): {}",
                    domain,
                    failures,
                    pause.toSeconds(),
                    why);
        }
    }
}
