package dev.upkeep.proxy.vertx;

import dev.upkeep.route.Lease;
import dev.upkeep.route.Mishap;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Routing;
import dev.upkeep.route.Upgrades;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sending of a request over one lease. Ends once: with an answer passed on, with a failure, or given up; then the
 * lease is given back. Confined to the request's context.
 */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int OK = 200;

    /** Of HTTP/2: nobody wants the answer any more. In HTTP/1.1 the connection is closed instead. */
    private static final long CANCELLED = 8;

    private final Vertx vertx;
    private final Upstreams upstreams;
    private final Exchange exchange;
    private final HttpServerRequest request;
    private final RequestHead head;
    private final RequestBody body;
    private final Lease lease;
    private final Optional<String> upgrade;
    private Optional<HttpClientRequest> outgoing = Optional.empty();
    private Optional<Answer> answer = Optional.empty();
    private Optional<Silence> silence = Optional.empty();
    private boolean over;

    Attempt(
            Vertx vertx,
            Upstreams upstreams,
            Exchange exchange,
            HttpServerRequest request,
            RequestHead head,
            RequestBody body,
            Lease lease) {
        this.vertx = vertx;
        this.upstreams = upstreams;
        this.exchange = exchange;
        this.request = request;
        this.head = head;
        this.body = body;
        this.lease = lease;
        this.upgrade = Heads.upgrade(request, lease);
    }

    void begin() {
        Future<HttpClientRequest> opening =
                upgrade.isPresent() ? upstreams.openTunnel(head, lease) : upstreams.open(head, lease);
        opening.onComplete(
                this::send, thrown -> fail(Failures.opening(thrown, upstreams.isFull(lease.upstream())), thrown));
    }

    private void send(HttpClientRequest opened) {
        opened.exceptionHandler(thrown -> {}); // the future of the answer tells
        if (over) {
            opened.reset(CANCELLED);
            return;
        }
        outgoing = Optional.of(opened);
        upstreams.taken(lease.upstream());
        Duration step = shorter(lease.responseTimeout(), exchange.limits().bodyTimeout());
        silence =
                Optional.of(new Silence(upstreams.watch(), exchange.context(), step, this::patience, this::tooSilent));
        Heads.copyUpstream(request, head, lease, opened);
        passInterim(opened);
        if (upgrade.isPresent()) {
            Heads.putUpgrade(opened.headers(), upgrade.get());
            answeredBy(opened.connect());
        } else {
            answeredBy(opened.response());
            body.sendTo(opened, this::moved);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void answeredBy(Future<HttpClientResponse> coming) {
        coming.onComplete(this::pass, thrown -> fail(Failures.waiting(thrown), thrown));
    }

    /** Answers that come before the answer, for those who understand them. */
    private void passInterim(HttpClientRequest opened) {
        if (request.version() == HttpVersion.HTTP_1_0) {
            return;
        }
        opened.earlyHintsHandler(hints -> {
            if (!over) {
                moved();
                request.response().writeEarlyHints(hints);
            }
        });
        if (request.headers().contains(HttpHeaders.EXPECT)) {
            opened.continueHandler(go -> {
                if (!over) {
                    moved();
                    body.invited();
                    request.response().writeContinue();
                }
            });
        }
    }

    private void pass(HttpClientResponse incoming) {
        if (over) {
            return;
        }
        if (incoming.statusCode() == SWITCHING_PROTOCOLS) {
            change(incoming);
            return;
        }
        if (incoming.statusCode() < OK) {
            fail(Mishap.NOT_HTTP); // an interim answer, after which Vert.x does not hear the real one
            return;
        }
        moved();
        Answer passed = new Answer(request, incoming, lease.answerEdits(head), body.isUninvited(), this::moved);
        answer = Optional.of(passed);
        incoming.exceptionHandler(thrown -> broken(passed, thrown));
        passed.pass(vertx, this::complete);
        if (passed.isEventStream()) {
            exchange.onRecall(lease, () -> endEvents(passed));
        }
    }

    /** The upstream is about to stop: a client whose stream of events ends in good order comes again. */
    private void endEvents(Answer passed) {
        if (!over) {
            outgoing.ifPresent(HttpClientRequest::reset);
            complete(passed);
        }
    }

    /** Into a tunnel. */
    private void change(HttpClientResponse incoming) {
        List<String> protocols = incoming.headers().getAll(HttpHeaders.UPGRADE);
        if (!Upgrades.isGranted(upgrade, protocols)) {
            incoming.exceptionHandler(thrown -> {});
            fail(Mishap.NOT_HTTP);
            return;
        }
        stop();
        NetSocket upstream = incoming.netSocket();
        upstream.pause();
        HttpServerResponse response = request.response();
        response.setStatusCode(SWITCHING_PROTOCOLS);
        Heads.copyDownstream(incoming.headers(), response.headers());
        lease.answerEdits(head).apply(response.headers()::set, response.headers()::remove, response.headers()::add);
        Heads.putUpgrade(response.headers(), protocols.get(0));
        exchange.tunnel(upstream, protocols.get(0), lease);
    }

    private void broken(Answer passed, Throwable thrown) {
        Mishap mishap = Failures.passing(thrown);
        if (mishap == Mishap.CUT_OFF) {
            passed.cutOff(vertx, () -> fail(mishap, thrown));
        } else {
            fail(mishap, thrown);
        }
    }

    private void complete(Answer passed) {
        if (over) {
            return;
        }
        stop();
        if (!body.complete() || upgrade.isPresent()) {
            cancel(); // the upstream has said all and not heard all
        }
        lease.close();
        exchange.answered(passed.end());
    }

    private void fail(Mishap mishap, Throwable thrown) {
        LOG.debug("Exchange with {}", lease.upstream(), thrown);
        fail(mishap);
    }

    private void fail(Mishap mishap) {
        if (over) {
            return;
        }
        stop();
        cancel();
        body.keepBack();
        boolean begun = request.response().headWritten();
        Routing next = lease.failed(mishap.failure(lease, !begun && body.repeatable()));
        if (begun) {
            next.decline();
            exchange.breakOff();
        } else {
            exchange.follow(next);
        }
    }

    private void cancel() {
        outgoing.ifPresent(held -> held.reset(CANCELLED));
    }

    /** The client is gone. */
    void giveUp() {
        if (!over) {
            stop();
            cancel();
            lease.close();
        }
    }

    private void stop() {
        over = true;
        outgoing.ifPresent(held -> upstreams.returned(lease.upstream()));
        answer.ifPresent(Answer::stop);
        silence.ifPresent(Silence::stop);
    }

    private void moved() {
        silence.ifPresent(Silence::moved);
    }

    private boolean awaitsClient() {
        return body.awaitsClient() || answer.map(Answer::awaitsClient).orElse(false);
    }

    /** Whether both sides may say nothing for as long as they like. */
    private boolean isQuiet() {
        return answer.map(a -> a.mayFallSilent() && !a.awaitsClient()).orElse(false);
    }

    private long patience() {
        if (isQuiet()) {
            return Long.MAX_VALUE;
        }
        return awaitsClient()
                ? exchange.limits().bodyTimeout().toNanos()
                : lease.responseTimeout().toNanos();
    }

    private void tooSilent() {
        if (awaitsClient()) {
            giveUp();
            exchange.stalled();
        } else {
            fail(Mishap.SILENT);
        }
    }
}
