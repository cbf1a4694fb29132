package dev.upkeep.proxy.jetty;

import dev.upkeep.route.ClientLimits;
import dev.upkeep.route.Lease;
import dev.upkeep.route.Refusal;
import dev.upkeep.route.Refusals;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Router;
import dev.upkeep.route.Routing;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * One request of a client, from its arrival until the last byte of its answer: does what each {@link Routing} says, the
 * first one and those that come after a wait or a failed attempt.
 */
final class Exchange {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Router router;
    private final ClientLimits limits;
    private final Upstreams upstreams;
    private final Tunnels tunnels;
    private final Executor threads;
    private final RequestHead head;
    private final Report report;
    private final Departure departure;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable Upload upload;
    private volatile @Nullable Throwable gone;
    /** Ends what is under way when the client goes away. May be run twice. */
    private volatile Consumer<Throwable> stop = cause -> {};

    Exchange(
            Request request,
            Response response,
            Callback callback,
            Router router,
            ClientLimits limits,
            Upstreams upstreams,
            Tunnels tunnels) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.router = router;
        this.limits = limits;
        this.upstreams = upstreams;
        this.tunnels = tunnels;
        this.threads = request.getComponents().getExecutor(); // it can't be asked once the request is over
        this.head = Heads.of(request, router);
        this.report = new Report(request, response, head, router);
        this.departure = new Departure(request, this::clientWent);
    }

    /** Asks the router, and does what it says. */
    void begin() {
        request.addIdleTimeoutListener(timeout -> false); // a held request, or a slow answer, is not the client's fault
        request.addFailureListener(this::clientWent);
        Heads.objection(request)
                .map(why -> Refusals.badRequest(head, why))
                .or(() -> limits.objection(head, Heads.size(request)))
                .ifPresentOrElse(this::reject, () -> follow(router.route(head)));
    }

    /** Answers what is no proper request; what follows it on the connection can't be trusted either. */
    private void reject(Refusal refusal) {
        report.refused(refusal);
        OwnAnswers.refuseAndClose(response, refusal, head.id(), end());
    }

    /** The client did not do its part in time; the attempt for it is over. */
    void stalled(Throwable cause) {
        if (response.isCommitted()) {
            failed(cause);
        } else {
            departure.stop();
            reject(Refusals.bodyTimeout(head, limits));
        }
    }

    /** Does what a routing says. */
    void follow(Routing routing) {
        if (gone != null) {
            routing.decline();
            failed(gone);
        } else if (routing instanceof Routing.Forward forward) {
            forward(forward.lease());
        } else if (routing instanceof Routing.Hold hold) {
            hold(hold.waiting());
        } else if (routing instanceof Routing.Refuse refuse) {
            report.refused(refuse.refusal());
            OwnAnswers.refuse(response, refuse.refusal(), head.id(), end());
        } else if (routing instanceof Routing.Redirect redirect) {
            OwnAnswers.redirect(response, redirect, head.id(), end());
        } else if (routing instanceof Routing.Answer answer) {
            OwnAnswers.answer(response, answer, head.id(), end());
        }
    }

    private void forward(Lease lease) {
        report.leased(lease);
        try {
            watchUnlessBodyComes();
            Attempt attempt = new Attempt(this, lease);
            stopWith(attempt::abort);
            attempt.send();
        } catch (RuntimeException unforeseen) {
            lease.close();
            failed(unforeseen);
        }
    }

    /** While a body is read, Jetty sees itself whether the client is there. */
    private void watchUnlessBodyComes() {
        if (upload() == null) {
            departure.watch();
        } else {
            departure.pause();
        }
    }

    /** Nothing will be read from the client any more before the answer is complete. */
    void bodyCame() {
        departure.watch();
    }

    private void hold(Routing.Waiting waiting) {
        stopWith(cause -> {
            waiting.abandon();
            failed(cause);
        });
        departure.watch();
        waiting.outcome().thenAccept(this::followOnOwnThread);
    }

    private void followOnOwnThread(Routing outcome) {
        try {
            threads.execute(() -> follow(outcome));
        } catch (RejectedExecutionException stopped) {
            outcome.decline();
            failed(stopped);
        }
    }

    /** The client's connection becomes a tunnel, as its answer says that is ready; the lease is held to the end of it. */
    void tunnel(EndPoint upstream, String protocol, Lease lease) {
        Tunnel tunnel = tunnels.between(request, upstream, protocol, () -> {
            lease.close();
            report.tunnelEnded();
        });
        report.tunnelled();
        stopWith(tunnel::close);
        lease.onRecall(tunnel::restart);
        request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, tunnel.clientSide());
        response.write(
                true,
                BufferUtil.EMPTY_BUFFER,
                Callback.from(
                        Callback.NOOP.getInvocationType(),
                        () -> {
                            succeeded();
                            tunnel.begin();
                        },
                        cause -> {
                            tunnel.close(cause);
                            failed(cause);
                        }));
    }

    private void stopWith(Consumer<Throwable> action) {
        stop = action;
        Throwable cause = gone;
        if (cause != null) {
            action.accept(cause);
        }
    }

    private void clientWent(Throwable cause) {
        gone = cause;
        stop.accept(cause);
    }

    /** Why there is no client any more, or null. */
    @Nullable Throwable gone() {
        return gone;
    }

    /** The answer is complete. */
    void succeeded() {
        if (ends()) {
            report.over(true);
            callback.succeeded();
        }
    }

    /** There is no complete answer, and the client shall see that. */
    void failed(Throwable cause) {
        if (ends()) {
            if (gone == null && !response.isCommitted()) {
                report.refused(Refusals.ofServer(HttpStatus.INTERNAL_SERVER_ERROR_500)); // as Jetty answers then
            }
            report.over(false);
            callback.failed(cause);
        }
    }

    private boolean ends() {
        boolean first = over.compareAndSet(false, true);
        Upload rest = upload;
        if (first) {
            departure.stop();
        }
        if (first && rest != null) {
            rest.release();
        }
        return first;
    }

    private Callback end() {
        return Callback.from(Callback.NOOP.getInvocationType(), this::succeeded, this::failed);
    }

    /** The body of the request, one for all attempts, or null if it has none. */
    @Nullable Upload upload() {
        if (upload == null) {
            upload = Upload.of(request);
        }
        return upload;
    }

    Request request() {
        return request;
    }

    Response response() {
        return response;
    }

    RequestHead head() {
        return head;
    }

    ClientLimits limits() {
        return limits;
    }

    Upstreams upstreams() {
        return upstreams;
    }
}
