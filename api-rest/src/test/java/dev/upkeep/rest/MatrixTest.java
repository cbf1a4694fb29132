package dev.upkeep.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.ActionResult;
import dev.upkeep.ReloadResult;
import dev.upkeep.rest.access.Access;
import dev.upkeep.rest.access.Role;
import dev.upkeep.rest.http.ApiRequest;
import dev.upkeep.rest.http.ApiResponse;
import dev.upkeep.rest.internal.gate.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Who gets through: each endpoint with each token, Host and origin, as {@code security/matrix.csv} says. A row has the
 * answer to each origin in its columns. An endpoint without rows breaks this.
 */
class MatrixTest {
    private static final Map<String, UnaryOperator<Asked>> TOKENS = inOrder(List.of(
            entry("none", asked -> asked.header("authorization")),
            entry("wrong", asked -> asked.header("authorization", "Bearer " + Asked.TOKEN + "x")),
            entry("viewer", asked -> asked.header("authorization", "Bearer viewer-viewer-viewer")),
            entry("operator", asked -> asked.header("authorization", "Bearer operator-operator-operator")),
            entry("admin", asked -> asked)));
    private static final Map<String, UnaryOperator<Asked>> HOSTS = inOrder(List.of(
            entry("ours", asked -> asked),
            entry("evil", asked -> asked.header("host", "evil.example:9900")),
            entry("two", asked -> asked.header("host", "localhost", "localhost")),
            entry("none", asked -> asked.header("host"))));
    private static final Map<String, UnaryOperator<Asked>> ORIGINS = inOrder(List.of(
            entry("none", asked -> asked),
            entry("ours", asked -> asked.header("origin", "http://localhost:9900")),
            entry("evil", asked -> asked.header("origin", "http://evil.example")),
            entry("null", asked -> asked.header("origin", "null")),
            entry("cross-site", asked -> asked.header("sec-fetch-site", "cross-site")),
            entry(
                    "same-site",
                    asked -> asked.header("sec-fetch-site", "same-site").header("origin", "http://localhost:9900")),
            entry("same-origin", asked -> asked.header("sec-fetch-site", "same-origin"))));

    /** The digests of the two tokens above, as a file has them. */
    private static final Access ACCESS = Access.token(Asked.TOKEN)
            .or(Access.hashed(
                    "looker", Role.VIEWER, "sha256:a3fa9c380085f6da025455058a83601bbf684f0791a622348b780be8a9b4fba3"))
            .or(Access.hashed(
                    "worker",
                    Role.OPERATOR,
                    "sha256:434a9f9d63aefe3bd16366ba5918ff5cadb1bdfff6ec9dffbacc9ac90af2d918"));

    @ParameterizedTest
    @EnumSource
    void everyCombinationIsAnsweredAsTheTableSays(Endpoint endpoint) throws IOException {
        assertThat(rows(endpoint))
                .isEqualTo(table().stream()
                        .filter(row -> row.startsWith(endpoint + ","))
                        .toList());
    }

    @Test
    void theTableHasNoOtherRows() throws IOException {
        List<String> table = table();
        int all = Endpoint.values().length * TOKENS.size() * HOSTS.size();

        assertThat(table.get(0)).isEqualTo("endpoint,token,host," + String.join(",", ORIGINS.keySet()));
        assertThat(table).hasSize(1 + all);
    }

    private static List<String> rows(Endpoint endpoint) {
        List<String> rows = new ArrayList<>();
        TOKENS.forEach((token, withToken) -> HOSTS.forEach((host, withHost) -> {
            String statuses = ORIGINS.values().stream()
                    .map(withOrigin -> withOrigin.apply(withHost.apply(withToken.apply(sample(endpoint)))))
                    .map(asked -> Integer.toString(status(asked.request())))
                    .collect(Collectors.joining(","));
            rows.add(endpoint + "," + token + "," + host + "," + statuses);
        }));
        return rows;
    }

    /** Of an interface of its own, so that no limit on how often counts here. */
    private static int status(ApiRequest request) {
        ScriptedUpkeep upkeep = new ScriptedUpkeep().with(Statuses.running("api"));
        upkeep.outcome = completedStage(
                new ActionResult(ActionResult.Outcome.REACHED, true, Optional.of(upkeep.processes.get(0)), "done"));
        upkeep.reloaded = completedStage(new ReloadResult.Impossible("made in code"));
        ApiResponse response = ManagementApi.builder(upkeep, ACCESS)
                .metrics(() -> "")
                .build()
                .handle(request)
                .toCompletableFuture()
                .join();
        if (response.body() instanceof ApiResponse.Body.Streamed streamed) {
            streamed.source().close();
        }
        return response.status();
    }

    private static Asked sample(Endpoint endpoint) {
        return Asked.with(
                endpoint.method(), endpoint.path().replace("{id}", "api").replace("{file}", ""));
    }

    private static List<String> table() throws IOException {
        try (InputStream file = MatrixTest.class.getResourceAsStream("/security/matrix.csv")) {
            return new String(file.readAllBytes(), UTF_8).lines().toList();
        }
    }

    private static Map<String, UnaryOperator<Asked>> inOrder(List<Map.Entry<String, UnaryOperator<Asked>>> entries) {
        Map<String, UnaryOperator<Asked>> table = new LinkedHashMap<>();
        entries.forEach(e -> table.put(e.getKey(), e.getValue()));
        return table;
    }

    private static Map.Entry<String, UnaryOperator<Asked>> entry(String name, UnaryOperator<Asked> change) {
        return Map.entry(name, change);
    }
}
