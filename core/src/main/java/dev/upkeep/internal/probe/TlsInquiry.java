package dev.upkeep.internal.probe;

import dev.upkeep.health.Probe;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** GET requests over TLS. The certificate must be one that this JVM trusts. Thread-safe. */
final class TlsInquiry {
    private final Executor executor;
    private @Nullable HttpClient client; // guarded by this

    TlsInquiry(Executor executor) {
        this.executor = executor;
    }

    void ask(Probe.Http probe, Verdict verdict) {
        HttpRequest.Builder request = HttpRequest.newBuilder(probe.url()).GET().setHeader("User-Agent", "upkeep");
        probe.headers().forEach(request::setHeader);
        CompletableFuture<HttpResponse<Void>> answer = client().sendAsync(request.build(), BodyHandlers.discarding());
        verdict.hold(() -> answer.cancel(true));
        answer.whenComplete((response, trouble) -> {
            if (trouble != null) {
                verdict.failed(NetTrouble.say(root(trouble)));
            } else {
                int status = response.statusCode();
                verdict.answered(status, probe.expected().contains(status), "");
            }
        });
    }

    private static Throwable root(Throwable trouble) {
        return trouble instanceof CompletionException && trouble.getCause() != null ? trouble.getCause() : trouble;
    }

    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .version(Version.HTTP_1_1)
                    .followRedirects(Redirect.NEVER)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .executor(executor)
                    .build();
            client = made;
        }
        return made;
    }
}
