package dev.upkeep.proxy.vertx;

import dev.upkeep.route.ClientLimits;
import dev.upkeep.route.CrossOrigin;
import dev.upkeep.route.Exchanged;
import dev.upkeep.route.Headers;
import dev.upkeep.route.Lease;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.RequestIds;
import dev.upkeep.route.RequestRules;
import dev.upkeep.route.Router;
import dev.upkeep.route.Upgrades;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** The heads of messages: what is taken from them, and how they pass from one side to the other. */
final class Heads {
    private Heads() {}

    /** Why a request is none that could be routed at all; empty if it is one. */
    static Optional<String> objection(HttpServerRequest request) {
        if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
            return Optional.of("The request has more than one Host");
        }
        if (request.authority() == null) {
            return Optional.of("The request does not name the host that it is for, or not properly");
        }
        if (request.method() == HttpMethod.CONNECT || target(request).isEmpty()) {
            return Optional.of("The target of the request is no path, or not on the host that it is for");
        }
        if (request.headers().contains("")) {
            return Optional.of("The request has a field without a name");
        }
        return RequestRules.objectionToCoding(
                request.headers().getAll(HttpHeaders.TRANSFER_ENCODING), request.version() != HttpVersion.HTTP_1_0);
    }

    /**
     * Path and query as they came; also those of a whole URL, if it names the same host as the request does. Empty if it
     * is anything else.
     */
    private static String target(HttpServerRequest request) {
        String uri = request.uri();
        if (uri.startsWith("/")) {
            return uri;
        }
        int authority = uri.indexOf("://") + 3;
        String scheme = uri.substring(0, Math.max(0, authority - 3));
        if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
            return "";
        }
        int end = authority;
        while (end < uri.length() && uri.charAt(end) != '/' && uri.charAt(end) != '?') {
            end++;
        }
        String rest = uri.substring(end);
        boolean sameHost = uri.substring(authority, end).equalsIgnoreCase(authority(request));
        return !sameHost ? "" : rest.startsWith("/") ? rest : "/" + rest;
    }

    static RequestHead of(HttpServerRequest request, Router router) {
        boolean trusted = router.trusts(remoteAddress(request));
        return new RequestHead(
                request.method().name(),
                request.isSSL() || (trusted && Headers.cameSecurely(request.getHeader("X-Forwarded-Proto"))),
                authority(request),
                target(request),
                Headers.asksForHtml(request.getHeader(HttpHeaders.ACCEPT)),
                trusted,
                CrossOrigin.of(
                        request.getHeader(HttpHeaders.ORIGIN),
                        request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)),
                RequestIds.of(request.getHeader(RequestIds.FIELD), ThreadLocalRandom.current()::nextLong));
    }

    /** Who sent it. */
    static Exchanged.Client client(HttpServerRequest request) {
        String referer = request.getHeader(HttpHeaders.REFERER);
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return new Exchanged.Client(
                remoteAddress(request), version(request), referer == null ? "" : referer, agent == null ? "" : agent);
    }

    /** HTTP/2 has no {@code Host} field but an {@code :authority}. */
    static String authority(HttpServerRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        if (host != null) {
            return host;
        }
        HostAndPort authority = request.authority();
        return authority == null ? "" : authority.toString();
    }

    /** As digits; empty if there is none, or none any more. */
    private static String remoteAddress(HttpServerRequest request) {
        SocketAddress address = request.remoteAddress();
        String digits = address == null ? null : address.hostAddress();
        return digits == null ? "" : digits;
    }

    static boolean isHttp1(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_1_1 || request.version() == HttpVersion.HTTP_1_0;
    }

    /** What all fields have in bytes. */
    static int size(HttpServerRequest request) {
        int size = 0;
        for (Map.Entry<String, String> field : request.headers()) {
            size += ClientLimits.sizeOf(field.getKey(), field.getValue());
        }
        return size;
    }

    /** Copies what passes, and adds what the upstream should know. */
    static void copyUpstream(HttpServerRequest from, RequestHead head, Lease lease, HttpClientRequest to) {
        MultiMap headers = to.headers();
        Set<String> named = named(from.headers());
        for (Map.Entry<String, String> field : from.headers()) {
            if (Headers.passesUpstream(field.getKey(), named, head.trusted())) {
                headers.add(field.getKey(), field.getValue());
            }
        }
        headers.set(HttpHeaders.HOST, head.authority());
        Headers.forwarded(head, remoteAddress(from), version(from), head.trusted(), headers::add);
        if (lease.upstream().http2() && Headers.takesTrailers(from.headers().getAll("te"))) {
            headers.set("te", "trailers");
        }
        lease.requestEdits().apply(headers::set, headers::remove, headers::add);
        if (lease.upstream().http2()) {
            putAuthority(headers, to);
        }
    }

    /** HTTP/2 has no {@code Host} field but an {@code :authority}. */
    private static void putAuthority(MultiMap headers, HttpClientRequest to) {
        Optional.ofNullable(headers.get(HttpHeaders.HOST))
                .map(host -> HostAndPort.parseAuthority(host, -1))
                .ifPresent(to::authority);
        headers.remove(HttpHeaders.HOST);
    }

    /** The protocol that a request wants its connection to change to, if that may pass. */
    static Optional<String> upgrade(HttpServerRequest request, Lease lease) {
        if (!lease.upgrades() || !request.headers().contains(HttpHeaders.UPGRADE)) {
            return Optional.empty();
        }
        return Upgrades.asked(
                request.method().name(),
                request.version() == HttpVersion.HTTP_1_1,
                !RequestBody.isEmpty(request),
                request.headers().getAll(HttpHeaders.CONNECTION),
                request.headers().getAll(HttpHeaders.UPGRADE));
    }

    /** Says what a connection is to change to, or changes to. */
    static void putUpgrade(MultiMap headers, String protocol) {
        headers.set(HttpHeaders.CONNECTION, Upgrades.CONNECTION);
        headers.set(HttpHeaders.UPGRADE, protocol);
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

    /** Says that nothing can come after this answer on its connection, which the caller is to close then. */
    static void announceEnd(HttpServerResponse response) {
        // at the last moment: Vert.x puts its own Connection
        response.headersEndHandler(last -> response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE));
    }

    private static Set<String> named(MultiMap headers) {
        List<String> connection = headers.getAll(HttpHeaders.CONNECTION);
        return connection.isEmpty() ? Set.of() : Headers.named(connection);
    }
}
