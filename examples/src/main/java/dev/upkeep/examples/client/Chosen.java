package dev.upkeep.examples.client;

import dev.upkeep.examples.terminal.ExitCode;
import dev.upkeep.examples.terminal.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Processes that somebody names by id, or by a pattern such as {@code web*}. */
final class Chosen {
    private Chosen() {}

    /** All if none is named, in the order of the configuration. */
    static List<JsonNode> among(Client client, List<String> named) {
        List<JsonNode> all = new ArrayList<>();
        Client.expect(client.get("/api/processes")).body().path("processes").forEach(all::add);
        named.forEach(name -> mustFit(name, all));
        return all.stream()
                .filter(p -> named.isEmpty() || named.stream().anyMatch(name -> fits(name, id(p))))
                .toList();
    }

    static String id(JsonNode process) {
        return process.path("id").asString();
    }

    private static void mustFit(String name, List<JsonNode> all) {
        if (all.stream().noneMatch(p -> fits(name, id(p)))) {
            String known = all.stream().map(Chosen::id).collect(Collectors.joining(", "));
            throw new Failure(
                    ExitCode.NOT_RUNNING, "there is no process " + name + " (expected: one of " + known + ")");
        }
    }

    private static boolean fits(String name, String id) {
        String pattern = Pattern.quote(name).replace("*", "\\E.*\\Q");
        return id.matches(pattern);
    }
}
