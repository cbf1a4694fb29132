package dev.upkeep.proxy.vertx;

import dev.upkeep.rest.ManagementApi;
import dev.upkeep.rest.http.ApiRequest;
import dev.upkeep.rest.http.ApiResponse;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Mounts a {@link ManagementApi} in an application of your own, at its root or below a path. No thread waits while an action
 * takes its time. {@link VertxManagement} gives it a listener of its own, which is the safer place.
 */
public final class ManagementHandler implements Handler<HttpServerRequest> {
    private final ManagementApi api;
    private final String mountedAt;

    /**
     * Makes a handler for the root.
     *
     * @param api answers every request that comes here
     */
    public ManagementHandler(ManagementApi api) {
        this(api, "");
    }

    /**
     * Makes a handler for what lies below a path.
     *
     * @param api answers every request that comes here
     * @param mountedAt such as {@code /upkeep}, so that {@code /upkeep/api/processes} is {@code /api/processes} to the API
     */
    public ManagementHandler(ManagementApi api, String mountedAt) {
        this.api = Objects.requireNonNull(api, "api");
        this.mountedAt = mountedAt;
    }

    /** Takes the request and answers it, now or later; on the request's context. */
    @Override
    public void handle(HttpServerRequest request) {
        Context context = Objects.requireNonNull(Vertx.currentContext(), "context");
        HttpServerResponse response = request.response();
        response.exceptionHandler(gone -> {}); // there is nobody to be told
        api.handle(translated(request))
                .thenAccept(answer -> context.runOnContext(here -> send(answer, context, response)));
    }

    private ApiRequest translated(HttpServerRequest request) {
        return new ApiRequest(
                request.method().name(),
                belowMount(request.uri()),
                headers(request),
                request.remoteAddress().hostAddress(),
                !RequestBody.isEmpty(request));
    }

    /** Raw, but without the path that this is mounted at. */
    private String belowMount(String target) {
        return target.startsWith(mountedAt + "/") ? target.substring(mountedAt.length()) : target;
    }

    private static Map<String, List<String>> headers(HttpServerRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        for (Map.Entry<String, String> field : request.headers()) {
            headers.computeIfAbsent(field.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(field.getValue());
        }
        headers.computeIfAbsent("host", name -> List.of(Heads.authority(request)));
        return headers;
    }

    private static void send(ApiResponse answer, Context context, HttpServerResponse response) {
        if (!response.closed()) {
            response.setStatusCode(answer.status());
            answer.headers().forEach(response::putHeader);
        }
        if (answer.body() instanceof ApiResponse.Body.Streamed streamed) {
            new StreamedAnswer(streamed.source(), context, response).begin();
        } else if (answer.body() instanceof ApiResponse.Body.Whole whole && !response.closed()) {
            response.end(Buffer.buffer(whole.bytes()));
        }
    }
}
