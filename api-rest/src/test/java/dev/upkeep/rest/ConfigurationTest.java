package dev.upkeep.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.Upkeep;
import dev.upkeep.rest.access.Access;
import dev.upkeep.rest.access.Principal;
import dev.upkeep.rest.access.Role;
import dev.upkeep.spec.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The configuration in force, and that no secret is in it. */
class ConfigurationTest {
    private static final String CANARY = "CANARY_9f";

    @TempDir
    private Path folder;

    @Test
    void whatTheFilesSayIsShownWithDefaultsAndWithoutValuesOfVariables() throws IOException {
        JsonNode config = config("[\"-c\", \"exec sleep 1\"]");

        JsonNode process = config.get("processes").get(0);
        assertThat(process.get("command").asString()).isEqualTo("sh");
        assertThat(process.get("args").toString()).isEqualTo("[\"-c\",\"exec sleep 1\"]");
        assertThat(process.get("env").toString()).isEqualTo("{\"SECRET\":\"******\"}");
        assertThat(process.get("stopTimeoutMs").asInt()).isEqualTo(5000);
        JsonNode route = config.get("proxy").get("routes").get(0);
        assertThat(route.get("path").asString()).isEqualTo("/app1");
        assertThat(config.get("proxy").get("managementPort").asInt()).isEqualTo(9900);
        assertThat(config.toString()).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--password=CANARY_9f",
                "--db-password\", \"CANARY_9f",
                "-p\", \"CANARY_9f",
                "--token\", \"CANARY_9f",
                "API_KEY=CANARY_9f",
                "secret: CANARY_9f and more CANARY_9f",
                "https://user:CANARY_9f@db.example/",
                "upk_aaaaaaaaCANARY_9f",
                "ghp_aaaaaaaaCANARY_9f",
                "-----BEGIN PRIVATE KEY-----\\nCANARY_9f"
            })
    void whatLooksLikeASecretIsHiddenInArgumentsToo(String argument) throws IOException {
        assertThat(config("[\"" + argument + "\"]").toString())
                .doesNotContain(CANARY)
                .contains("******");
    }

    @Test
    void oneProcessShowsWhatItIsLaunchedWithToThoseAloneWhoMayChangeIt() throws IOException {
        write("[\"--password=CANARY_9f\"]");
        try (Upkeep upkeep = Upkeep.fromYaml(folder).build()) {
            JsonNode admin = api(upkeep, Role.ADMIN);
            assertThat(admin.get("command").asString()).isEqualTo("sh");
            assertThat(admin.get("args").toString()).isEqualTo("[\"--password=******\"]");
            assertThat(admin.get("envKeys").toString()).isEqualTo("[\"SECRET\"]");
            assertThat(admin.get("logFile").asString()).endsWith(".log");
            assertThat(admin.toString()).doesNotContain(CANARY);

            JsonNode operator = api(upkeep, Role.OPERATOR);
            assertThat(operator.propertyNames())
                    .doesNotContain("command", "args", "cwd", "pidFile", "logFile", "envKeys")
                    .contains("revision", "healthCheck", "instances");
            assertThat(operator.toString()).doesNotContain("SECRET");
        }
    }

    @Test
    void aRevisionStaysAsLongAsALaunchWouldBeTheSameAndIsNotTheFingerprint() throws IOException {
        write("[]");
        try (Upkeep upkeep = Upkeep.fromYaml(folder).build()) {
            ManagementApi api = ManagementApi.of(upkeep, Access.token(Asked.TOKEN));
            String first = revision(api);
            assertThat(first).matches("[0-9a-f]{16}").isEqualTo(revision(api));
            ProcessSpec spec =
                    upkeep.configuration().processes().values().iterator().next();
            assertThat(spec.fingerprint()).doesNotContain(first);

            write("[\"-x\"]");
            upkeep.reload()
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
            assertThat(revision(api)).isNotEqualTo(first);
        }
    }

    private static String revision(ManagementApi api) {
        return Asked.get("/api/processes/api").of(api).json().get("revision").asString();
    }

    private static JsonNode api(Upkeep upkeep, Role role) {
        ManagementApi api =
                ManagementApi.of(upkeep, request -> Optional.of(new Principal("someone", role.permissions())));
        return Asked.get("/api/processes/api").of(api).json();
    }

    private JsonNode config(String args) throws IOException {
        write(args);
        try (Upkeep upkeep = Upkeep.fromYaml(folder).build()) {
            Asked.Answered answer = Asked.get("/api/config").of(ManagementApi.of(upkeep, Access.token(Asked.TOKEN)));
            assertThat(answer.status()).isEqualTo(200);
            return answer.json();
        }
    }

    private void write(String args) throws IOException {
        Files.writeString(folder.resolve("processes.yaml"), """
                processes:
                  api:
                    name: api
                    command: sh
                    args: %s
                    env: {SECRET: "%s"}
                """.formatted(args, CANARY));
        Files.writeString(
                folder.resolve("proxy.yaml"),
                "routes:\n  - {domain: app.example, path: /app1, target: \"http://localhost:3001\", process: api}\n");
    }
}
