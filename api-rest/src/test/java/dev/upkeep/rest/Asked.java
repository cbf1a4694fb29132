package dev.upkeep.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.rest.http.ApiRequest;
import dev.upkeep.rest.http.ApiResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request in the making: from this machine, to localhost, with the right token, unless said otherwise. */
final class Asked {
    static final String TOKEN = "upk_for-tests-0123456789";
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final String method;
    private final String target;
    private final Map<String, List<String>> headers = new HashMap<>();
    private String remoteAddress = "127.0.0.1";
    private boolean hasBody;

    private Asked(String method, String target) {
        this.method = method;
        this.target = target;
        headers.put("host", List.of("localhost:9900"));
        headers.put("authorization", List.of("Bearer " + TOKEN));
    }

    static Asked get(String target) {
        return new Asked("GET", target);
    }

    static Asked post(String target) {
        return new Asked("POST", target);
    }

    static Asked with(String method, String target) {
        return new Asked(method, target);
    }

    /** Sends these values, or none at all, of a header. */
    Asked header(String name, String... values) {
        headers.put(name, List.of(values));
        if (values.length == 0) {
            headers.remove(name);
        }
        return this;
    }

    Asked from(String address) {
        remoteAddress = address;
        return this;
    }

    Asked body() {
        hasBody = true;
        return this;
    }

    ApiRequest request() {
        return new ApiRequest(method, target, headers, remoteAddress, hasBody);
    }

    Answered of(ManagementApi api) {
        ApiResponse response = api.handle(request())
                .toCompletableFuture()
                .orTimeout(BOUND.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        byte[] bytes = ((ApiResponse.Body.Whole) response.body()).bytes();
        return new Answered(response.status(), response.headers(), new String(bytes, UTF_8));
    }

    /** Opens a stream. */
    Listening streamOf(ManagementApi api) {
        ApiResponse response = api.handle(request()).toCompletableFuture().join();
        assertThat(response.status()).isEqualTo(200);
        return new Listening(response.headers(), ((ApiResponse.Body.Streamed) response.body()).source());
    }

    /** What came back. */
    record Answered(int status, Map<String, String> headers, String text) {
        JsonNode json() {
            return JsonMapper.shared().readTree(text);
        }

        String code() {
            return json().path("code").asString("");
        }

        List<String> names() {
            return new ArrayList<>(json().propertyNames());
        }
    }
}
