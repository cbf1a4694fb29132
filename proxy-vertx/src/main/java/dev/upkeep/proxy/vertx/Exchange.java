package dev.upkeep.proxy.vertx;

import dev.upkeep.route.ClientLimits;
import dev.upkeep.route.Lease;
import dev.upkeep.route.Refusal;
import dev.upkeep.route.Refusals;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.RequestIds;
import dev.upkeep.route.Router;
import dev.upkeep.route.Routing;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.RejectedExecutionException;

/**
 * One request of a client until it is answered or the client is gone. Does what routing says, again and again, until
 * that leads to an answer. Confined to the request's context.
 */
final class Exchange {
    /** How long a client may go on sending a body that nobody wants any more. */
    private static final long LINGER_MILLIS = 5_000;

    /** Of HTTP/2: the answer stands, but the rest of the request is not wanted (RFC 9113 section 8.1). */
    private static final long NO_ERROR = 0;

    private final Vertx vertx;
    private final Context context;
    private final Upstreams upstreams;
    private final ClientLimits limits;
    private final HttpServerRequest request;
    private final RequestHead head;
    private final RequestBody body;
    private final Runnable whenOver;
    private final Report report;
    private Runnable giveUp = () -> {};
    private boolean over;

    Exchange(
            Vertx vertx,
            Upstreams upstreams,
            ClientLimits limits,
            HttpServerRequest request,
            RequestHead head,
            Router router,
            Runnable whenOver) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.upstreams = upstreams;
        this.limits = limits;
        this.request = request;
        this.head = head;
        this.body = new RequestBody(vertx, request);
        this.whenOver = whenOver;
        this.report = new Report(request, head, router);
        request.response().putHeader(RequestIds.FIELD, head.id());
    }

    void begin(Routing first) {
        body.keepBack();
        request.exceptionHandler(broken -> clientGone());
        request.response().exceptionHandler(broken -> clientGone()).closeHandler(closed -> clientGone());
        follow(first);
    }

    /** Answers what is no proper request; what follows it on the connection can't be trusted either. */
    void reject(Refusal refusal) {
        report.refused(refusal);
        if (!Heads.isHttp1(request)) {
            answered(OwnAnswers.refuse(request.response(), refusal));
            return;
        }
        Heads.announceEnd(request.response());
        Future<Void> written = OwnAnswers.refuse(request.response(), refusal);
        conclude(true);
        written.onComplete(done -> request.connection().close());
    }

    /** Does what routing decided; the client may have gone meanwhile. */
    void follow(Routing routing) {
        if (over) {
            routing.decline();
        } else if (routing instanceof Routing.Forward forward) {
            forward(forward.lease());
        } else if (routing instanceof Routing.Hold hold) {
            hold(hold.waiting());
        } else if (routing instanceof Routing.Refuse refuse) {
            report.refused(refuse.refusal());
            answered(OwnAnswers.refuse(request.response(), refuse.refusal()));
        } else if (routing instanceof Routing.Redirect redirect) {
            answered(OwnAnswers.redirect(request.response(), redirect));
        } else if (routing instanceof Routing.Answer answer) {
            answered(OwnAnswers.answer(request.response(), answer));
        }
    }

    private void forward(Lease lease) {
        report.leased(lease);
        Attempt attempt = new Attempt(vertx, upstreams, this, request, head, body, lease);
        giveUp = attempt::giveUp;
        attempt.begin();
    }

    private void hold(Routing.Waiting waiting) {
        giveUp = waiting::abandon;
        waiting.outcome().thenAccept(this::handOver);
    }

    /** From the thread on which a wait ended to that of the request. */
    private void handOver(Routing outcome) {
        try {
            context.runOnContext(here -> follow(outcome));
        } catch (RejectedExecutionException stopped) {
            outcome.decline();
        }
    }

    /** The answer is complete, as far as this side is concerned. */
    void answered(Future<Void> written) {
        conclude(true);
        if (!body.complete()) {
            body.discard();
            written.onComplete(done -> vertx.setTimer(LINGER_MILLIS, late -> endUnlessRead()));
        }
    }

    private void endUnlessRead() {
        if (request.isEnded()) {
            return;
        }
        if (Heads.isHttp1(request)) {
            request.connection().close();
        } else {
            request.response().reset(NO_ERROR);
        }
    }

    /** The client's connection becomes a tunnel, as its answer says that is ready; the lease is held to the end of it. */
    void tunnel(NetSocket upstream, String protocol, Lease lease) {
        Runnable ended = () -> {
            lease.close();
            conclude(true);
        };
        giveUp = upstream::close;
        request.toNetSocket()
                .onSuccess(client -> {
                    Tunnel tunnel = new Tunnel(vertx, client.pause(), upstream, protocol, ended);
                    tunnel.begin();
                    onRecall(lease, tunnel::restart);
                })
                .onFailure(gone -> {
                    upstream.close();
                    ended.run();
                });
    }

    /** Has this done on the request's context when the lease is called back. */
    void onRecall(Lease lease, Runnable end) {
        lease.onRecall(() -> {
            try {
                context.runOnContext(here -> end.run());
            } catch (RejectedExecutionException stopped) {
                // then all ends anyway
            }
        });
    }

    /** The client did not do its part in time; the attempt for it is over. */
    void stalled() {
        if (request.response().headWritten()) {
            breakOff();
        } else {
            reject(Refusals.bodyTimeout(head, limits));
        }
    }

    ClientLimits limits() {
        return limits;
    }

    Context context() {
        return context;
    }

    /** The answer can't be completed: lets the client see that. */
    void breakOff() {
        conclude(false);
        request.response().reset();
    }

    private void clientGone() {
        if (!over) {
            Runnable nobodyWaits = giveUp;
            conclude(false);
            nobodyWaits.run();
        }
    }

    private void conclude(boolean complete) {
        if (!over) {
            over = true;
            report.over(complete);
            giveUp = () -> {};
            whenOver.run();
        }
    }
}
