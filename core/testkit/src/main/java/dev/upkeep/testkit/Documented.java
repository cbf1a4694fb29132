package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds answers against the OpenAPI document, and remembers which of those that it describes were seen. */
final class Documented {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private final JsonNode document;
    private final Map<String, Schema> schemas = new HashMap<>();
    private final Set<String> seen = new TreeSet<>();

    Documented(String document) {
        this.document = JsonMapper.shared().readTree(document);
    }

    /** All that the document describes: {@code get /api/processes 200}. */
    Set<String> all() {
        Set<String> all = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operation
                                .getValue()
                                .get("responses")
                                .propertyNames()
                                .forEach(status -> all.add(operation.getKey() + " " + path.getKey() + " " + status))));
        return all;
    }

    /** Those of them that came. */
    Set<String> seen() {
        return seen;
    }

    /** Fails if this answer is not as the document says that it is; what the server itself refuses is none of its answers. */
    void check(String requestLine, Head head, Optional<String> body) {
        if (!head.has("Upkeep-Request-Id")) {
            return;
        }
        String type = head.value("Content-Type").orElse("").split(";")[0];
        Optional<JsonNode> response = response(requestLine, head.status());
        if (response.isPresent() && head.status() != 304) {
            JsonNode content = response.get().get("content").path(type);
            assertThat(content.isMissingNode())
                    .as("%s -> %d %s is documented", requestLine, head.status(), type)
                    .isFalse();
            body.filter(text -> type.equals(JSON) || type.equals(PROBLEM))
                    .ifPresent(text -> validate(content.get("schema"), text));
        } else if (type.equals(PROBLEM)) {
            body.ifPresent(text -> validate(document.at("/components/schemas/Problem"), text));
        }
    }

    /** What is documented for this; empty if no operation is. */
    private Optional<JsonNode> response(String requestLine, int status) {
        String method = requestLine.split(" ")[0].toLowerCase(Locale.ROOT);
        String path = requestLine.split(" ")[1].split("\\?")[0];
        for (Map.Entry<String, JsonNode> each : document.get("paths").properties()) {
            JsonNode operation = each.getValue().path(method);
            if (matches(each.getKey(), path) && !operation.isMissingNode()) {
                JsonNode responses = operation.get("responses");
                String key = responses.has(Integer.toString(status)) ? Integer.toString(status) : "default";
                seen.add(method + " " + each.getKey() + " " + key);
                return Optional.of(responses.get(key));
            }
        }
        return Optional.empty();
    }

    private static boolean matches(String template, String path) {
        return path.matches(template.replace(".", "\\.")
                .replace("{id}", "(?!reload$)[A-Za-z0-9][A-Za-z0-9._-]*")
                .replace("{file}", "[A-Za-z0-9._-]*"));
    }

    private void validate(JsonNode schema, String body) {
        assertThat(schemas.computeIfAbsent(schema.toString(), text -> compiled(schema))
                        .validate(body, InputFormat.JSON))
                .as("what is wrong with %s", body)
                .isEmpty();
    }

    private Schema compiled(JsonNode schema) {
        ObjectNode whole = (ObjectNode) schema.deepCopy();
        whole.set("components", document.get("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString());
    }
}
