package dev.upkeep.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.Failure;
import dev.upkeep.route.Router;
import dev.upkeep.route.Routing;
import dev.upkeep.tls.ServerKeys;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A proxy between clients and backends that the test plays. */
@Timeout(30)
abstract class ContractTest {
    static final String HOST = "Host: app.example\r\n";
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static final int MAX_WAIT_SECONDS = 5;

    final ScriptedRouter router = new ScriptedRouter();
    private final Deque<AutoCloseable> peers = new ArrayDeque<>();
    private ProxyUnderTest proxy;

    abstract ProxyUnderTest open(Router asked, Optional<ServerKeys> keys) throws Exception;

    /** None, unless a topic is about HTTPS. */
    Optional<ServerKeys> keys() throws Exception {
        return Optional.empty();
    }

    @BeforeEach
    final void openProxy() throws Exception {
        proxy = open(router, keys());
    }

    /** Closes clients before backends, and looks whether all leases come back while the proxy is still at work. */
    @AfterEach
    final void closeAll() throws Exception {
        try {
            while (!peers.isEmpty()) {
                peers.pop().close();
            }
            for (ScriptedLease lease : router.leases()) {
                assertThat(lease.isGivenBack()).as("%s is given back", lease).isTrue();
            }
        } finally {
            proxy.close();
        }
    }

    final ProxyUnderTest proxy() {
        return proxy;
    }

    /** A new connection to the proxy. */
    final Wire client() throws Exception {
        return closing(Wire.to(proxy.httpPort()));
    }

    /** Sends a request on a connection of its own, and reads the answer. */
    final Message exchange(String request) throws Exception {
        Wire client = client();
        client.send(request);
        return client.readAnswer();
    }

    final Message get(String target) throws Exception {
        return exchange("GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n");
    }

    /** A backend that answers all requests with this, and the only one there is for the router. */
    final RawBackend backend(String answer) throws Exception {
        return backend((RawBackend.Answer) request -> answer);
    }

    final RawBackend backend(RawBackend.Answer answer) throws Exception {
        RawBackend backend = closing(RawBackend.answering(answer));
        router.forwardsTo(backend);
        return backend;
    }

    final RawBackend scripted(RawBackend.Script script) throws Exception {
        RawBackend backend = closing(RawBackend.following(script));
        router.forwardsTo(backend);
        return backend;
    }

    /** From now on each request is held, until the wait that is returned is over. */
    final ScriptedWait hold() {
        ScriptedWait wait = new ScriptedWait();
        router.says(new Routing.Hold(wait));
        return wait;
    }

    static <T> T soon(CompletableFuture<T> future) throws Exception {
        return future.get(MAX_WAIT_SECONDS, SECONDS);
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(MAX_WAIT_SECONDS, SECONDS)).as("it happens").isTrue();
    }

    /** The only failure of the only lease, which has been given back. */
    final Failure failure() throws InterruptedException {
        assertThat(router.lease().isGivenBack()).isTrue();
        assertThat(router.lease().failures()).hasSize(1);
        return router.lease().failures().get(0);
    }

    /** Closes it when the test is over. */
    final <T extends AutoCloseable> T closing(T peer) {
        peers.push(peer);
        return peer;
    }
}
