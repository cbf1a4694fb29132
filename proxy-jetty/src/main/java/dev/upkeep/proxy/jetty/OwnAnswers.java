package dev.upkeep.proxy.jetty;

import dev.upkeep.route.Refusal;
import dev.upkeep.route.Refusals;
import dev.upkeep.route.RequestIds;
import dev.upkeep.route.Routing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Answers that come from Upkeep and not from an upstream. */
final class OwnAnswers {
    private OwnAnswers() {}

    private static void begin(Response response, String id) {
        response.reset();
        response.getHeaders().put(RequestIds.FIELD, id);
    }

    static void refuse(Response response, Refusal refusal, String id, Callback callback) {
        begin(response, id);
        write(response, refusal, callback);
    }

    /** Also ends the connection, if the version of HTTP has one for each request in turn. */
    static void refuseAndClose(Response response, Refusal refusal, String id, Callback callback) {
        begin(response, id);
        if (Heads.isHttp1(response.getRequest())) {
            response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        }
        write(response, refusal, callback);
    }

    /** In place of the server's own error pages. */
    static boolean unreadable(Request request, Response response, Callback callback) {
        write(response, Refusals.ofServer(response.getStatus()), callback);
        return true;
    }

    private static void write(Response response, Refusal refusal, Callback callback) {
        byte[] body = refusal.body().getBytes(StandardCharsets.UTF_8);
        response.setStatus(refusal.status());
        HttpFields.Mutable fields = response.getHeaders();
        fields.put(HttpHeader.CONTENT_TYPE, refusal.contentType());
        fields.put(HttpHeader.CONTENT_LENGTH, body.length);
        refusal.retryAfterSeconds().ifPresent(seconds -> fields.put(HttpHeader.RETRY_AFTER, seconds));
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    static void redirect(Response response, Routing.Redirect redirect, String id, Callback callback) {
        begin(response, id);
        response.setStatus(redirect.status());
        response.getHeaders().put(HttpHeader.LOCATION, redirect.location());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
        response.write(true, BufferUtil.EMPTY_BUFFER, callback);
    }

    static void answer(Response response, Routing.Answer answer, String id, Callback callback) {
        begin(response, id);
        response.setStatus(answer.status());
        answer.fields().forEach(response.getHeaders()::put);
        response.write(true, ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.US_ASCII)), callback);
    }
}
