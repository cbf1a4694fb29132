package dev.upkeep.rest.internal.root;

import dev.upkeep.Upkeep;
import dev.upkeep.rest.internal.reply.Json;
import dev.upkeep.rest.internal.reply.Reply;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Answers what this interface is and what the supervisor was told to do. */
public final class RootAnswers {
    /** Grows with everything new; what was there before stays. */
    private static final String API_VERSION = "1.2";

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
                .put("apiVersion", API_VERSION)
                .put("epoch", epoch)
                .put("startedAt", Json.time(upkeep.startedAt()));
        body.set("capabilities", Json.texts(List.of("events", "logs.follow", "config")));
        body.set(
                "links",
                Json.object()
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

    private static String version() {
        return Optional.ofNullable(RootAnswers.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
