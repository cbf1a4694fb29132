package dev.upkeep.acme;

import dev.upkeep.spec.CertificateSpec;
import dev.upkeep.tls.AcmeClient;
import dev.upkeep.tls.AcmeStore;
import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.shredzone.acme4j.Account;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Identifier;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.challenge.TlsAlpn01Challenge;
import org.shredzone.acme4j.exception.AcmeException;

/** The client that {@code ServiceLoader} finds. Thread-safe; each order has a session of its own. */
public final class Acme4jClient implements AcmeClient {
    /** So long each step may take; authorities usually need seconds. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** For {@code ServiceLoader}. */
    public Acme4jClient() {}

    @Override
    public List<X509Certificate> order(Order order, Challenges challenges) throws IOException, InterruptedException {
        try {
            Account account = new AccountBuilder()
                    .addEmail(order.email())
                    .agreeToTermsOfService()
                    .useKeyPair(order.account())
                    .create(new Session(order.directory()));
            return order(account, order, challenges);
        } catch (AcmeException e) {
            throw new IOException(order.directory().getHost() + ": " + e.getMessage(), e);
        }
    }

    private static List<X509Certificate> order(Account account, Order wanted, Challenges challenges)
            throws AcmeException, IOException, InterruptedException {
        org.shredzone.acme4j.Order order =
                account.newOrder().domain(wanted.domain()).create();
        for (Authorization authorization : order.getAuthorizations()) {
            if (authorization.getStatus() != Status.VALID) {
                prove(authorization, wanted, challenges);
            }
        }
        require(order.waitUntilReady(PATIENCE), Status.READY, "the order is ");
        order.execute(wanted.key());
        require(order.waitForCompletion(PATIENCE), Status.VALID, "the order is ");
        return order.getCertificate().getCertificateChain();
    }

    private static void prove(Authorization authorization, Order wanted, Challenges challenges)
            throws AcmeException, IOException, InterruptedException {
        if (wanted.challenge() == CertificateSpec.Challenge.TLS_ALPN_01) {
            proveOverTls(find(authorization, TlsAlpn01Challenge.class, "TLS", "tls-alpn-01"), wanted, challenges);
        } else {
            proveOverHttp(find(authorization, Http01Challenge.class, "HTTP", "http-01"), challenges);
        }
    }

    private static <T extends Challenge> T find(Authorization authorization, Class<T> kind, String way, String name)
            throws IOException {
        return authorization
                .findChallenge(kind)
                .orElseThrow(
                        () -> new IOException("the authority does not ask over " + way + " (expected: " + name + ")"));
    }

    private static void proveOverHttp(Http01Challenge challenge, Challenges challenges)
            throws AcmeException, IOException, InterruptedException {
        challenges.publish(challenge.getToken(), challenge.getAuthorization());
        try {
            await(challenge, "HTTP");
        } finally {
            challenges.withdraw(challenge.getToken());
        }
    }

    private static void proveOverTls(TlsAlpn01Challenge challenge, Order wanted, Challenges challenges)
            throws AcmeException, IOException, InterruptedException {
        KeyPair pair = AcmeStore.newKey();
        String domain = Identifier.dns(wanted.domain()).getDomain();
        X509Certificate certificate = ChallengeCertificate.of(pair, domain, challenge.getAcmeValidation());
        challenges.show(wanted.domain(), certificate, pair.getPrivate());
        try {
            await(challenge, "TLS");
        } finally {
            challenges.hide(wanted.domain());
        }
    }

    private static void await(Challenge challenge, String way) throws AcmeException, IOException, InterruptedException {
        challenge.trigger();
        Status status = challenge.waitForCompletion(PATIENCE);
        String why = challenge.getError().map(Problem::toString).orElse("");
        require(status, Status.VALID, "asked for a proof over " + way + ", the authority says " + why + ": ");
    }

    private static void require(Status status, Status expected, String what) throws IOException {
        if (status != expected) {
            throw new IOException(what + status + " (expected: " + expected + ")");
        }
    }
}
