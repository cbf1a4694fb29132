package dev.upkeep.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.rest.access.Access;
import dev.upkeep.rest.internal.gate.Endpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * What is documented is what there is: endpoints, parameters, and who needs a token. Answers are looked at over sockets.
 */
class OpenApiTest {
    private final ManagementApi api = ManagementApi.of(new ScriptedUpkeep(), Access.token(Asked.TOKEN));
    private final JsonNode document =
            Asked.get("/api/openapi.json").header("authorization").of(api).json();

    @Test
    void everyEndpointIsDocumentedAndNothingElse() {
        List<String> documented = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> documented.add(method + " " + path.getKey())));

        assertThat(document.get("openapi").asString()).isEqualTo("3.1.0");
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Endpoint.values())
                        .map(e -> e.method().toLowerCase(Locale.ROOT) + " " + e.path())
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void everyParameterIsDocumentedAndNoOther(Endpoint endpoint) {
        Set<String> documented = new TreeSet<>();
        operation(endpoint)
                .path("parameters")
                .forEach(parameter -> documented.add(parameter.get("name").asString()));
        documented.removeAll(Set.of("id", "file"));

        assertThat(documented).containsExactlyInAnyOrderElementsOf(endpoint.parameters());
    }

    @ParameterizedTest
    @EnumSource
    void whoNeedsATokenIsDocumented(Endpoint endpoint) {
        assertThat(operation(endpoint).get("security").isEmpty())
                .isEqualTo(endpoint.permission().isEmpty());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        Stream<String> references = document.findValuesAsString("$ref").stream();

        assertThat(references)
                .isNotEmpty()
                .allMatch(ref -> !document.at(ref.substring(1)).isMissingNode());
    }

    private JsonNode operation(Endpoint endpoint) {
        return document.get("paths").get(endpoint.path()).get(endpoint.method().toLowerCase(Locale.ROOT));
    }
}
