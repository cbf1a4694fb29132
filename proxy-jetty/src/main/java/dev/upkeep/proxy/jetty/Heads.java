package dev.upkeep.proxy.jetty;

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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;

/** Heads of messages, translated: from Jetty's server to core, and through {@link Headers} to Jetty's client and back. */
final class Heads {
    private Heads() {}

    /** What routing needs to know, everything as it came. */
    static RequestHead of(Request request, Router router) {
        boolean trusted = router.trusts(Request.getRemoteAddr(request));
        return new RequestHead(
                request.getMethod(),
                request.isSecure()
                        || (trusted && Headers.cameSecurely(request.getHeaders().get(HttpHeader.X_FORWARDED_PROTO))),
                authority(request),
                target(request.getHttpURI()),
                Headers.asksForHtml(request.getHeaders().get(HttpHeader.ACCEPT)),
                trusted,
                CrossOrigin.of(
                        request.getHeaders().get(HttpHeader.ORIGIN),
                        request.getHeaders().get("Access-Control-Request-Method")),
                RequestIds.of(request.getHeaders().get(RequestIds.FIELD), ThreadLocalRandom.current()::nextLong));
    }

    /** Who sent it. */
    static Exchanged.Client client(Request request) {
        String referer = request.getHeaders().get(HttpHeader.REFERER);
        String agent = request.getHeaders().get(HttpHeader.USER_AGENT);
        String address = Request.getRemoteAddr(request);
        return new Exchanged.Client(
                address == null ? "" : address,
                version(request),
                referer == null ? "" : referer,
                agent == null ? "" : agent);
    }

    /** HTTP/2 has no {@code Host} field but an {@code :authority}. */
    static String authority(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (host != null) {
            return host;
        }
        if (isHttp1(request)) {
            return ""; // what Jetty puts in its place is the address of the listener
        }
        String authority = request.getHttpURI().getAuthority();
        return authority == null ? "" : authority;
    }

    static boolean isHttp1(Request request) {
        return request.getConnectionMetaData().getHttpVersion().compareTo(HttpVersion.HTTP_2) < 0;
    }

    /** Path and query as they came; whatever came if there is no path, or more than that. */
    static String target(HttpURI uri) {
        String target = uri.getPathQuery();
        return target == null || uri.getFragment() != null ? uri.asString() : target;
    }

    /** Why a request is none that could be routed at all; empty if it is one. */
    static Optional<String> objection(Request request) {
        if (HttpMethod.CONNECT.is(request.getMethod())
                || !target(request.getHttpURI()).startsWith("/")) {
            return Optional.of("The target of the request is no path");
        }
        return RequestRules.objectionToCoding(
                request.getHeaders().getValuesList(HttpHeader.TRANSFER_ENCODING),
                request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_0);
    }

    /** What all fields have in bytes. */
    static int size(Request request) {
        int size = 0;
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            size += ClientLimits.sizeOf(field.getName(), value == null ? "" : value);
        }
        return size;
    }

    /** Copies what passes upstream, and adds what the upstream should know of the client. */
    static void copyRequest(Request from, RequestHead head, Lease lease, HttpFields.Mutable to) {
        HttpFields fields = from.getHeaders();
        Set<String> named = named(fields);
        to.put(HttpHeader.HOST, head.authority());
        for (HttpField field : fields) {
            if (Headers.passesUpstream(field.getName(), named, head.trusted())) {
                to.add(field);
            }
        }
        if (!isHttp1(from)) {
            joinCookies(to);
        }
        Headers.forwarded(head, Request.getRemoteAddr(from), version(from), head.trusted(), to::add);
        if (lease.upstream().http2() && Headers.takesTrailers(fields.getValuesList(HttpHeader.TE))) {
            to.put(HttpHeader.TE, "trailers");
        }
        lease.requestEdits().apply(to::put, to::remove, to::add);
    }

    /** Only HTTP/2 lets a client send it in several fields (RFC 9113 section 8.2.3). */
    private static void joinCookies(HttpFields.Mutable fields) {
        List<String> crumbs = fields.getValuesList(HttpHeader.COOKIE);
        if (crumbs.size() > 1) {
            fields.put(HttpHeader.COOKIE, String.join("; ", crumbs));
        }
    }

    /** The protocol that a request wants its connection to change to, if that may pass. */
    static Optional<String> upgrade(Request request, Lease lease) {
        HttpFields fields = request.getHeaders();
        if (!lease.upgrades() || !fields.contains(HttpHeader.UPGRADE)) {
            return Optional.empty();
        }
        return Upgrades.asked(
                request.getMethod(),
                request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1,
                request.getLength() > 0 || fields.contains(HttpHeader.TRANSFER_ENCODING),
                fields.getValuesList(HttpHeader.CONNECTION),
                fields.getValuesList(HttpHeader.UPGRADE));
    }

    /** Says what a connection is to change to, or changes to. */
    static void putUpgrade(HttpFields.Mutable fields, String protocol) {
        fields.put(HttpHeader.CONNECTION, Upgrades.CONNECTION);
        fields.put(HttpHeader.UPGRADE, protocol);
    }

    private static String version(Request request) {
        return switch (request.getConnectionMetaData().getHttpVersion()) {
            case HTTP_0_9, HTTP_1_0 -> "1.0";
            case HTTP_1_1 -> "1.1";
            case HTTP_2 -> "2";
            case HTTP_3 -> "3";
        };
    }

    /** Copies what passes downstream; {@code Server} and {@code Date} of the answer replace Jetty's own. */
    static void copyAnswer(HttpFields from, HttpFields.Mutable to) {
        Set<String> named = named(from);
        for (HttpField field : from) {
            if (!Headers.passesDownstream(field.getName(), named)) {
                continue;
            }
            if (field.getHeader() == HttpHeader.SERVER || field.getHeader() == HttpHeader.DATE) {
                to.put(field);
            } else {
                to.add(field);
            }
        }
    }

    private static Set<String> named(HttpFields fields) {
        return fields.contains(HttpHeader.CONNECTION)
                ? Headers.named(List.copyOf(fields.getValuesList(HttpHeader.CONNECTION)))
                : Set.of();
    }
}
