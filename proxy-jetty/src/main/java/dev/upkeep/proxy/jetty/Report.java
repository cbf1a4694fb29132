package dev.upkeep.proxy.jetty;

import dev.upkeep.route.Exchanged;
import dev.upkeep.route.Lease;
import dev.upkeep.route.Refusal;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Router;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;

/** Collects what a router is to be told of a request when it is over. */
final class Report {
    private final Request request;
    private final Response response;
    private final RequestHead head;
    private final Router router;
    private final Exchanged.Client client;
    private final long begun = NanoTime.now();
    private volatile Optional<Lease> lease = Optional.empty();
    private volatile Optional<Refusal> refusal = Optional.empty();
    private volatile boolean tunnelled;

    Report(Request request, Response response, RequestHead head, Router router) {
        this.request = request;
        this.response = response;
        this.head = head;
        this.router = router;
        this.client = Heads.client(request); // it can't be asked once the request is over
    }

    void leased(Lease taken) {
        lease = Optional.of(taken);
    }

    void refused(Refusal why) {
        refusal = Optional.of(why);
    }

    /** The end is that of a tunnel. */
    void tunnelled() {
        tunnelled = true;
    }

    void tunnelEnded() {
        tell(HttpStatus.SWITCHING_PROTOCOLS_101, true, 0, 0);
    }

    /** To be called before the request is given back to Jetty. */
    void over(boolean complete) {
        if (!tunnelled) {
            int status = response.isCommitted()
                    ? response.getStatus()
                    : refusal.map(Refusal::status).orElse(Exchanged.CLIENT_GONE);
            tell(status, complete, Request.getContentBytesRead(request), Response.getContentBytesWritten(response));
        }
    }

    private void tell(int status, boolean complete, long received, long sent) {
        Duration time = Duration.ofNanos(NanoTime.since(begun));
        router.over(new Exchanged(
                head, client, status, complete, Math.max(0, received), Math.max(0, sent), time, lease, refusal));
    }
}
