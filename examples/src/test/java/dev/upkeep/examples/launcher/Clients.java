package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Four clients on kept connections that ask one thing after the other, two by GET and two by POST, and note what comes of it. */
final class Clients implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final Set<String> done = ConcurrentHashMap.newKeySet();
    private final URI proxy;

    Clients(int port) {
        this.proxy = URI.create("http://127.0.0.1:" + port);
        for (String method : List.of("GET", "POST", "GET", "POST")) {
            threads.execute(() -> askOn(method));
        }
    }

    private void askOn(String method) {
        while (!over.get()) {
            String id = Long.toString(ids.incrementAndGet());
            String wrong = ask(method, id);
            if (!wrong.isEmpty()) {
                failed.add(method + " " + id + ": " + wrong);
            } else if (method.equals("POST")) {
                done.add(id);
            }
            answers.incrementAndGet();
        }
    }

    /** Empty if all is well. */
    private String ask(String method, String id) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(proxy.resolve("/" + id))
                            .method(
                                    method,
                                    method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(id))
                            .timeout(PATIENCE)
                            .build(),
                    BodyHandlers.ofString());
            boolean well = answer.statusCode() == 200 && answer.body().equals(id);
            return well ? "" : answer.statusCode() + " " + answer.body();
        } catch (IOException | InterruptedException e) {
            return e.toString();
        }
    }

    /** Waits until some more requests have had their answers. */
    void awaitMore() {
        long enough = answers.get() + 100;
        await().atMost(PATIENCE).until(() -> answers.get() >= enough);
    }

    /** What has failed so far, method first. */
    List<String> failed() {
        return List.copyOf(failed);
    }

    /** The ids of all POSTs that were answered with 200. */
    Set<String> done() {
        return done;
    }

    @Override
    public void close() {
        over.set(true);
        threads.shutdown();
        try {
            assertThat(threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("all requests end")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
