package dev.upkeep.proxy.vertx;

import dev.upkeep.route.Refusal;
import dev.upkeep.route.Refusals;
import dev.upkeep.route.Routing;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Answers that come from the proxy itself. */
final class OwnAnswers {
    private OwnAnswers() {}

    /** What could not be read as a request; nor can what follows it. */
    static void unreadable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        int status = cause instanceof TooLongHttpLineException
                ? 414
                : cause instanceof TooLongHttpHeaderException ? 431 : 400;
        Heads.announceEnd(request.response());
        refuse(request.response(), Refusals.ofServer(status))
                .onComplete(written -> request.connection().close());
    }

    static Future<Void> refuse(HttpServerResponse response, Refusal refusal) {
        response.setStatusCode(refusal.status()).putHeader(HttpHeaders.CONTENT_TYPE, refusal.contentType());
        refusal.retryAfterSeconds()
                .ifPresent(seconds -> response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
        return response.end(refusal.body());
    }

    static Future<Void> redirect(HttpServerResponse response, Routing.Redirect redirect) {
        return response.setStatusCode(redirect.status())
                .putHeader(HttpHeaders.LOCATION, redirect.location())
                .end();
    }

    static Future<Void> answer(HttpServerResponse response, Routing.Answer answer) {
        response.setStatusCode(answer.status());
        answer.fields().forEach(response::putHeader);
        return answer.body().isEmpty() ? response.end() : response.end(answer.body());
    }
}
