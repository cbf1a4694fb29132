package dev.upkeep.proxy.vertx;

import dev.upkeep.route.Headers;
import dev.upkeep.route.Refusal;
import dev.upkeep.route.RequestHead;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The heads of messages: what is taken from them, and how they pass from one side to the other. */
final class Heads {
    private Heads() {}

    /** Why a request is no request to an origin server; empty if it is one. */
    static Optional<Refusal> malformed(HttpServerRequest request) {
        if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
            return Optional.of(OwnAnswers.badRequest("It has more than one Host."));
        }
        if (request.authority() == null) {
            return Optional.of(OwnAnswers.badRequest("It has no Host, or one that can't be read."));
        }
        if (request.method() == HttpMethod.CONNECT || request.method() == HttpMethod.TRACE) {
            return Optional.of(OwnAnswers.badRequest("The method " + request.method() + " ends here."));
        }
        if (!request.uri().startsWith("/")) {
            return Optional.of(OwnAnswers.badRequest("Its target is no path."));
        }
        String encoding = request.getHeader(HttpHeaders.TRANSFER_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("chunked")) {
            return Optional.of(OwnAnswers.badRequest("Its Transfer-Encoding is not chunked."));
        }
        return Optional.empty();
    }

    static RequestHead of(HttpServerRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return new RequestHead(
                request.method().name(),
                request.isSSL(),
                host != null ? host : request.authority().toString(),
                request.uri(),
                accept != null && accept.contains("text/html"));
    }

    static boolean isHttp1(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_1_1 || request.version() == HttpVersion.HTTP_1_0;
    }

    /** Copies what passes, and adds what the upstream should know. */
    static void copyUpstream(HttpServerRequest from, RequestHead head, HttpClientRequest to) {
        MultiMap headers = to.headers();
        Set<String> named = named(from.headers());
        for (Map.Entry<String, String> field : from.headers()) {
            if (Headers.passesUpstream(field.getKey(), named, false)) {
                headers.add(field.getKey(), field.getValue());
            }
        }
        headers.set(HttpHeaders.HOST, head.authority());
        Headers.forwarded(head, from.remoteAddress().hostAddress(), version(from), false, headers::add);
    }

    private static String version(HttpServerRequest request) {
        return switch (request.version()) {
            case HTTP_1_0 -> "1.0";
            case HTTP_1_1 -> "1.1";
            case HTTP_2 -> "2";
            case HTTP_3 -> "3";
        };
    }

    /** Copies what passes; for heads and trailers of answers. */
    static void copyDownstream(MultiMap from, MultiMap to) {
        Set<String> named = named(from);
        for (Map.Entry<String, String> field : from) {
            if (Headers.passesDownstream(field.getKey(), named)) {
                to.add(field.getKey(), field.getValue());
            }
        }
    }

    private static Set<String> named(MultiMap headers) {
        List<String> connection = headers.getAll(HttpHeaders.CONNECTION);
        return connection.isEmpty() ? Set.of() : Headers.named(connection);
    }
}
