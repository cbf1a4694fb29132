package dev.upkeep.rest.internal.root;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.upkeep.Upkeep;
import dev.upkeep.rest.internal.reply.Json;
import dev.upkeep.rest.internal.reply.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Answers what this interface is and what the supervisor was told to do. */
public final class RootAnswers {
    private static final String OPEN_API = read("openapi.json");

    private final Upkeep upkeep;
    private final String epoch;

    public RootAnswers(Upkeep upkeep, String epoch) {
        this.upkeep = upkeep;
        this.epoch = epoch;
    }

    /** What there is to be asked. */
    public Reply root() {
        ObjectNode body = Json.object()
                .put("name", "upkeep")
                .put("version", version())
                .put("apiVersion", Reply.API_VERSION)
                .put("epoch", epoch)
                .put("startedAt", Json.time(upkeep.startedAt()));
        body.set("capabilities", Json.texts(List.of("events", "logs.follow", "config")));
        body.set(
                "links",
                Json.object()
                        .put("openapi", "/api/openapi.json")
                        .put("processes", "/api/processes")
                        .put("logs", "/api/logs")
                        .put("events", "/api/events")
                        .put("config", "/api/config")
                        .put("health", "/health"));
        return Reply.json(200, body);
    }

    /** The configuration in force, without its secrets. */
    public Reply configuration() {
        return Reply.json(200, ConfigBody.of(upkeep.configuration()));
    }

    /** What can be asked and answered, for machines. */
    public Reply openApi() {
        return Reply.text(200, "application/json", OPEN_API, Map.of());
    }

    private static String read(String name) {
        try (InputStream file = RootAnswers.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version() {
        return Optional.ofNullable(RootAnswers.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
