package dev.upkeep.acme;

import dev.upkeep.tls.AcmeClient;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.shredzone.acme4j.Account;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Http01Challenge;
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
                prove(authorization, challenges);
            }
        }
        require(order.waitUntilReady(PATIENCE), Status.READY, "the order is ");
        order.execute(wanted.key());
        require(order.waitForCompletion(PATIENCE), Status.VALID, "the order is ");
        return order.getCertificate().getCertificateChain();
    }

    private static void prove(Authorization authorization, Challenges challenges)
            throws AcmeException, IOException, InterruptedException {
        Http01Challenge challenge = authorization
                .findChallenge(Http01Challenge.class)
                .orElseThrow(() -> new IOException("the authority does not ask over HTTP (expected: http-01)"));
        challenges.publish(challenge.getToken(), challenge.getAuthorization());
        try {
            challenge.trigger();
            Status status = challenge.waitForCompletion(PATIENCE);
            String why = challenge.getError().map(Problem::toString).orElse("");
            require(status, Status.VALID, "asked for a proof over HTTP, the authority says " + why + ": ");
        } finally {
            challenges.withdraw(challenge.getToken());
        }
    }

    private static void require(Status status, Status expected, String what) throws IOException {
        if (status != expected) {
            throw new IOException(what + status + " (expected: " + expected + ")");
        }
    }
}
