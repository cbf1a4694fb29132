package dev.upkeep.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upkeep.InstanceStatus;
import dev.upkeep.Upkeep;
import dev.upkeep.Upkeep.Action;
import dev.upkeep.process.ProcessId;
import dev.upkeep.proxy.jetty.JettyProxy;
import dev.upkeep.proxy.vertx.VertxProxy;
import dev.upkeep.spec.ProxySpec;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Clients over both proxies, with connections that they keep, while the backend is restarted, reloaded, scaled and killed: no
 * GET fails at all, nothing that was planned fails anything, and no POST is carried out twice.
 */
class NoRequestFailsTest {
    private static final ProcessId API = new ProcessId("api");
    private static final int CLIENTS = 4;
    private static final int MANY = 50;
    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final List<String> failedReads = new CopyOnWriteArrayList<>();
    private final List<String> failedOrders = new CopyOnWriteArrayList<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger orders = new AtomicInteger();
    private volatile boolean enough;

    @ParameterizedTest
    @CsvSource({"jetty, 1", "jetty, 3", "vertx, 1", "vertx, 3"})
    void noRequestFails(String adapter, int instances) throws Exception {
        write(instances, "1");
        Upkeep upkeep = Upkeep.fromYaml(folder).build();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (upkeep;
                AutoCloseable proxy = open(adapter, upkeep)) {
            upkeep.start();
            until(() -> ready(upkeep).size() == instances);
            URI address = URI.create("http://127.0.0.1:" + port(proxy) + "/");
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> ask(address));
            }
            some();
            planned(upkeep, instances);
            assertThat(failedOrders).isEmpty();
            killed(upkeep, instances);
            enough = true;
            clients.shutdown();
            assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            enough = true;
            clients.shutdownNow();
        }
        assertThat(failedReads).isEmpty();
        assertThat(Files.readAllLines(folder.resolve("orders"))).doesNotHaveDuplicates();
    }

    private void planned(Upkeep upkeep, int instances) throws Exception {
        upkeep.act(API, Action.RESTART).toCompletableFuture().get(60, TimeUnit.SECONDS);
        some();
        Set<Long> before = ready(upkeep);
        write(instances, "2");
        upkeep.reload().toCompletableFuture().get(60, TimeUnit.SECONDS);
        until(() -> ready(upkeep).size() == instances && ready(upkeep).stream().noneMatch(before::contains));
        write(instances + 1, "2");
        upkeep.reload().toCompletableFuture().get(60, TimeUnit.SECONDS);
        until(() -> ready(upkeep).size() == instances + 1);
        some();
        write(instances, "2");
        upkeep.reload().toCompletableFuture().get(60, TimeUnit.SECONDS);
        until(() -> upkeep.process(API).orElseThrow().instances().size() == instances);
        some();
    }

    private void killed(Upkeep upkeep, int instances) {
        Set<Long> before = ready(upkeep);
        long pid = before.iterator().next();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        until(() -> ready(upkeep).size() == instances && !ready(upkeep).contains(pid));
        some();
    }

    private void ask(URI address) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        while (!enough) {
            send(client, HttpRequest.newBuilder(address).build(), failedReads);
            String order = "order " + orders.incrementAndGet();
            send(
                    client,
                    HttpRequest.newBuilder(address)
                            .POST(BodyPublishers.ofString(order))
                            .build(),
                    failedOrders);
        }
    }

    private void send(HttpClient client, HttpRequest request, List<String> failures) {
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                answers.incrementAndGet();
            } else {
                failures.add(request + ": " + answer.statusCode() + " " + answer.body());
            }
        } catch (Exception e) {
            failures.add(request + ": " + e);
        }
    }

    private void some() {
        int before = answers.get();
        until(() -> answers.get() >= before + MANY);
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(BOUND).until(condition);
    }

    private static Set<Long> ready(Upkeep upkeep) {
        return upkeep.process(API).orElseThrow().instances().stream()
                .filter(i -> i.role() == InstanceStatus.Role.CURRENT && i.ready())
                .flatMap(i -> i.pid().stream().boxed())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static AutoCloseable open(String adapter, Upkeep upkeep) throws Exception {
        ProxySpec spec = ProxySpec.DEFAULT.withPorts(0, 0, 0);
        return adapter.equals("jetty")
                ? JettyProxy.open(upkeep.router(), spec, Optional.empty())
                : VertxProxy.open(upkeep.router(), spec, Optional.empty());
    }

    private static int port(AutoCloseable proxy) {
        return proxy instanceof JettyProxy jetty ? jetty.port() : ((VertxProxy) proxy).port();
    }

    private void write(int instances, String version) throws Exception {
        Path backend = folder.resolve("backend.py");
        try (InputStream script = Objects.requireNonNull(getClass().getResourceAsStream("backend.py"))) {
            Files.write(backend, script.readAllBytes());
        }
        Files.writeString(
                folder.resolve("proxy.yaml"), "routes:\n  - {target: \"http://127.0.0.1:9\", process: api}\n");
        Files.writeString(folder.resolve("processes.yaml"), """
                processes:
                  api:
                    name: API
                    command: python3
                    args: [backend.py, "${PORT}", orders]
                    cwd: .
                    port: auto
                    instances: %d
                    env: {VERSION: "%s"}
                    restartPolicy: {delay: 0}
                """.formatted(instances, version));
    }
}
