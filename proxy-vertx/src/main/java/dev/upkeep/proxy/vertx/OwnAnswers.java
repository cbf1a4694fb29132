package dev.upkeep.proxy.vertx;

import dev.upkeep.route.Refusal;
import dev.upkeep.route.Routing;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Answers that come from the proxy itself. */
final class OwnAnswers {
    private OwnAnswers() {}

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
}
