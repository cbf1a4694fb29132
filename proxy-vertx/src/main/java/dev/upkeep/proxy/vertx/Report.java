package dev.upkeep.proxy.vertx;

import dev.upkeep.route.Exchanged;
import dev.upkeep.route.Lease;
import dev.upkeep.route.Refusal;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Router;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/** Collects what a router is to be told of a request when it is over. Confined to the request's context. */
final class Report {
    private final HttpServerRequest request;
    private final RequestHead head;
    private final Router router;
    private final Exchanged.Client client;
    private final long begun = System.nanoTime();
    private Optional<Lease> lease = Optional.empty();
    private Optional<Refusal> refusal = Optional.empty();

    Report(HttpServerRequest request, RequestHead head, Router router) {
        this.request = request;
        this.head = head;
        this.router = router;
        this.client = Heads.client(request);
    }

    void leased(Lease taken) {
        lease = Optional.of(taken);
    }

    void refused(Refusal why) {
        refusal = Optional.of(why);
    }

    void over(boolean complete) {
        int status = request.response().headWritten() ? request.response().getStatusCode() : Exchanged.CLIENT_GONE;
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        long sent =
                complete || status != Exchanged.CLIENT_GONE ? request.response().bytesWritten() : 0;
        router.over(new Exchanged(head, client, status, complete, request.bytesRead(), sent, time, lease, refusal));
    }
}
