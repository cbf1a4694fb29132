package dev.upkeep.proxy.jetty;

import dev.upkeep.route.Headers;
import dev.upkeep.route.Lease;
import dev.upkeep.route.Mishap;
import dev.upkeep.route.RequestIds;
import dev.upkeep.route.Routing;
import dev.upkeep.route.Upgrades;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.CyclicTimeouts;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a request to one upstream, once, and its answer to the client; gives the lease back, whatever happens. */
final class Attempt
        implements Response.HeadersListener,
                Response.ContentSourceListener,
                Response.CompleteListener,
                CyclicTimeouts.Expirable {
    /** So long an upstream may take to ask for a body, before it gets it unasked: not all know how to. */
    private static final long CONTINUE_MILLIS = 1_000;

    private static final long NEVER = Long.MAX_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final Exchange exchange;
    private final Lease lease;
    private final @Nullable Upload upload;
    private final Optional<String> upgrade;
    private final UpstreamRequest request;
    private final CompletableFuture<@Nullable Void> copied = new CompletableFuture<>();
    private volatile Scheduler.Task goAhead = () -> false;
    private volatile boolean connected;
    private volatile boolean endless;
    private volatile boolean recalled;
    private volatile boolean clientsTurn;
    private volatile boolean stalled;
    private volatile boolean answered;
    private volatile long deadline = NEVER;

    Attempt(Exchange exchange, Lease lease) {
        this.exchange = exchange;
        this.lease = lease;
        this.upload = exchange.upload();
        this.upgrade = Heads.upgrade(exchange.request(), lease);
        this.request = exchange.upstreams().request(lease, exchange.head(), this);
    }

    void send() {
        request.headers(fields -> Heads.copyRequest(exchange.request(), exchange.head(), lease, fields));
        upgrade.ifPresent(protocol -> request.headers(fields -> Heads.putUpgrade(fields, protocol)));
        request.onRequestBegin(begun -> connected());
        if (upload != null) {
            attach(upload);
        }
        deadline = after(lease.connectTimeout());
        exchange.upstreams().watch().add(this);
        request.send(this);
    }

    private void attach(Upload body) {
        body.sendWith(this);
        request.body(body);
        if (exchange.request().getLength() < 0) {
            request.trailersSupplier(body::trailers);
        }
    }

    private void connected() {
        connected = true;
        if (lease.upstream().http2()) {
            request.speakHttp2();
        }
        waitsForUpstream();
        if (upload != null && Upload.expectsContinue(exchange.request())) {
            Scheduler scheduler = exchange.request().getComponents().getScheduler();
            goAhead = scheduler.schedule(request::proceed, CONTINUE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** The upstream must say something in time. */
    void waitsForUpstream() {
        clientsTurn = false;
        deadline = endless ? NEVER : after(lease.responseTimeout());
        exchange.upstreams().watch().schedule(this);
    }

    /** The client must send what is missing in time, unless both sides may say nothing for as long as they like. */
    void waitsForBody() {
        if (endless) {
            waitsForUpstream();
        } else {
            waitsForClient();
        }
    }

    /** The client must take what is there for it, or send what is missing, in time. */
    void waitsForClient() {
        clientsTurn = true;
        deadline = after(exchange.limits().bodyTimeout());
        exchange.upstreams().watch().schedule(this);
    }

    /** The client has sent its body to the end. */
    void bodyCame() {
        exchange.bodyCame();
    }

    private static long after(Duration time) {
        return NanoTime.now() + Math.min(time.toNanos(), Long.MAX_VALUE / 4);
    }

    @Override
    public long getExpireNanoTime() {
        return deadline;
    }

    /** Whose turn it is has said nothing in time. */
    void expired() {
        if (clientsTurn) {
            stall(new TimeoutException("the client does nothing"));
        } else if (connected) {
            abort(new TimeoutException("no answer"));
        } else if (exchange.upstreams().isFull(request, lease.upstream())) {
            abort(new RejectedExecutionException("all connections are in use"));
        } else {
            abort(new SocketTimeoutException("no connection"));
        }
    }

    private void stall(TimeoutException cause) {
        stalled = true;
        if (answered) {
            ended(cause);
        } else {
            abort(cause);
        }
    }

    void abort(Throwable cause) {
        request.abort(cause);
    }

    /** Hands an interim answer to the client, if it understands such. */
    void interim(int status, HttpFields fields) {
        if (exchange.request().getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_0) {
            exchange.response().writeInterim(status, fields);
        }
        waitsForUpstream();
    }

    @Override
    public void onHeaders(Response answer) {
        List<String> protocols = answer.getHeaders().getValuesList(HttpHeader.UPGRADE);
        boolean changes = answer.getStatus() == HttpStatus.SWITCHING_PROTOCOLS_101;
        if (changes && !Upgrades.isGranted(upgrade, protocols)) {
            answer.abort(new HttpResponseException("101 unasked", answer));
            return;
        }
        var toClient = exchange.response();
        toClient.setStatus(answer.getStatus());
        Heads.copyAnswer(answer.getHeaders(), toClient.getHeaders());
        HttpFields.Mutable fields = toClient.getHeaders();
        fields.put(RequestIds.FIELD, exchange.head().id());
        lease.answerEdits(exchange.head()).apply(fields::put, fields::remove, fields::add);
        if (changes) {
            Heads.putUpgrade(toClient.getHeaders(), protocols.get(0));
        }
        if (canHaveTrailers(answer)) {
            toClient.setTrailersSupplier(answer::getTrailers);
        }
        String type = answer.getHeaders().get(HttpHeader.CONTENT_TYPE);
        endless = Headers.mayFallSilent(type);
        if (Headers.isEventStream(type)) {
            lease.onRecall(this::endEvents);
        }
    }

    /** The upstream is about to stop: a client whose stream of events ends in good order comes again. */
    private void endEvents() {
        recalled = true;
        abort(new EofException("recalled"));
    }

    /** Whether the answer is to end as if it were complete, although the upstream has not said so. */
    boolean isRecalled() {
        return recalled;
    }

    /** In HTTP/1.1 only behind chunks; whether they are announced or not. */
    private boolean canHaveTrailers(Response answer) {
        HttpVersion version = exchange.request().getConnectionMetaData().getHttpVersion();
        return version == HttpVersion.HTTP_1_1
                ? !answer.getHeaders().contains(HttpHeader.CONTENT_LENGTH)
                : version == HttpVersion.HTTP_2;
    }

    @Override
    public void onContentSource(Response answer, Content.Source body) {
        new AnswerCopy(body, exchange.response(), this, copied).iterate();
    }

    @Override
    public void onComplete(Result result) {
        goAhead.cancel();
        if (result.isSucceeded() && result.getResponse().getStatus() == HttpStatus.SWITCHING_PROTOCOLS_101) {
            exchange.upstreams().watch().remove(this);
            exchange.tunnel(request.endPoint(), upgrade.orElseThrow(), lease);
        } else if (result.getResponseFailure() == null
                || recalled && exchange.response().isCommitted()) {
            answered = true;
            // the body of the request may have failed all the same: an upstream need not read all of it
            copied.whenComplete((done, failure) -> ended(failure));
        } else if (isFaultOfClient()) {
            ended(result.getFailure());
        } else {
            failed(result);
        }
    }

    private boolean isFaultOfClient() {
        return stalled
                || exchange.gone() != null
                || (upload != null && upload.clientFailure() != null)
                || copied.isCompletedExceptionally();
    }

    private void ended(@Nullable Throwable failure) {
        exchange.upstreams().watch().remove(this);
        lease.close();
        if (failure == null) {
            exchange.succeeded();
        } else if (stalled) {
            exchange.stalled(failure);
        } else {
            exchange.failed(failure);
        }
    }

    private void failed(Result result) {
        exchange.upstreams().watch().remove(this);
        boolean answering = exchange.response().isCommitted();
        boolean repeatable = !answering && (upload == null || upload.isWhole());
        Throwable cause = Handshakes.cause(request, result.getFailure());
        LOG.debug("Exchange with {}", lease.upstream(), cause);
        Mishap mishap = Failures.of(cause, connected, result.getResponse().getStatus() != 0);
        Routing next = lease.failed(mishap.failure(lease, repeatable));
        if (answering) {
            next.decline();
            exchange.failed(result.getResponseFailure());
        } else {
            exchange.response().reset();
            exchange.follow(next);
        }
    }
}
