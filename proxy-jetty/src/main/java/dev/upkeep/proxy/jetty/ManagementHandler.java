package dev.upkeep.proxy.jetty;

import dev.upkeep.rest.ManagementApi;
import dev.upkeep.rest.http.ApiRequest;
import dev.upkeep.rest.http.ApiResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Mounts a {@link ManagementApi} in a server of your own, at its root or in a {@code ContextHandler}. No thread waits while
 * an action takes its time. {@link JettyManagement} gives it a listener of its own, which is the safer place.
 */
public final class ManagementHandler extends Handler.Abstract.NonBlocking {
    private final ManagementApi api;

    /**
     * Makes a handler.
     *
     * @param api answers every request that comes here
     */
    public ManagementHandler(ManagementApi api) {
        this.api = Objects.requireNonNull(api, "api");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        api.handle(translated(request)).thenAccept(answer -> send(answer, request, response, callback));
        return true;
    }

    private static ApiRequest translated(Request request) {
        return new ApiRequest(
                request.getMethod(),
                belowContext(request),
                headers(request),
                Request.getRemoteAddr(request),
                Upload.comesWith(request));
    }

    /** Raw, but without the path that this is mounted at. */
    private static String belowContext(Request request) {
        String target = Heads.target(request.getHttpURI());
        String mountedAt = Request.getContextPath(request);
        boolean below = mountedAt != null && target.startsWith(mountedAt + "/");
        return below ? target.substring(mountedAt.length()) : target;
    }

    private static Map<String, List<String>> headers(Request request) {
        Map<String, List<String>> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.computeIfAbsent(field.getLowerCaseName(), name -> new ArrayList<>())
                    .add(Objects.requireNonNullElse(field.getValue(), ""));
        }
        headers.computeIfAbsent("host", name -> List.of(Heads.authority(request)));
        return headers;
    }

    private static void send(ApiResponse answer, Request request, Response response, Callback callback) {
        response.setStatus(answer.status());
        HttpFields.Mutable fields = response.getHeaders();
        answer.headers().forEach(fields::put);
        if (answer.body() instanceof ApiResponse.Body.Streamed streamed) {
            new StreamedAnswer(streamed.source(), request, response, callback).iterate();
        } else if (answer.body() instanceof ApiResponse.Body.Whole whole) {
            response.write(true, ByteBuffer.wrap(whole.bytes()), callback);
        }
    }
}
