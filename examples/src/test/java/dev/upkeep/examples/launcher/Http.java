package dev.upkeep.examples.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests to a running launcher. */
final class Http {
    static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = JsonMapper.shared();

    private Http() {}

    /** A GET on the proxy, for this host. */
    static HttpResponse<String> get(int port, String host, String path) {
        return send(request(port, path).header("Host", host));
    }

    /** A GET or POST on the API, with this token unless it is empty. */
    static HttpResponse<String> api(int port, String method, String path, String token) {
        HttpRequest.Builder request = request(port, path).method(method, HttpRequest.BodyPublishers.noBody());
        return send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
    }

    /** The body as JSON. */
    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(40));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(request.build() + ": " + e, e);
        }
    }
}
