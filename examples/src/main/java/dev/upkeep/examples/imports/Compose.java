package dev.upkeep.examples.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Services of a compose file that have a command: what runs in the container is run without one.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/05-services.md">Compose specification: services</a>
 */
final class Compose implements Format {
    private static final Set<String> CARRIED = Set.of(
            "command",
            "entrypoint",
            "environment",
            "env_file",
            "depends_on",
            "restart",
            "stop_signal",
            "stop_grace_period",
            "healthcheck",
            "user",
            "scale",
            "deploy",
            "init",
            "tty",
            "stdin_open",
            "container_name");

    @Override
    public boolean fits(Path file) {
        return String.valueOf(file.getFileName()).matches("(docker-)?compose.*\\.ya?ml");
    }

    @Override
    public void read(Source source, Import into) {
        Object whole = new Load(LoadSettings.builder()
                        .setLabel(source.file().toString())
                        .build())
                .loadFromString(source.text());
        Map<String, Object> services = Tree.map(Tree.map(whole).get("services"));
        services.forEach((name, service) -> service(name, Tree.map(service), services, source, into));
    }

    private static void service(
            String name, Map<String, Object> service, Map<String, Object> all, Source source, Import into) {
        int line = source.lineOf("\n  " + name + ":") + 1;
        List<String> words = command(service);
        if (words.isEmpty()) {
            into.note(line, "service " + name + " has no command of its own: it stays in its container");
            return;
        }
        Entry entry = into.add(name).command(words);
        entry.env(Tree.variables(service.get("environment")));
        Optional.ofNullable(service.get("env_file")).ifPresent(files -> entry.put("envFile", files));
        needs(service, all, entry, line, into);
        Tree.text(service, "restart").ifPresent(policy -> restart(policy, entry));
        entry.put("stopSignal", Tree.text(service, "stop_signal"));
        entry.put("stopTimeout", Tree.text(service, "stop_grace_period"));
        entry.put("user", Tree.text(service, "user"));
        Optional.ofNullable(Tree.map(service.get("deploy")).get("replicas")).ifPresent(n -> entry.put("instances", n));
        health(Tree.map(service.get("healthcheck")), entry, line, into);
        service.keySet().stream()
                .filter(key -> !CARRIED.contains(key))
                .forEach(key -> into.note(line, "`" + key + "` of service " + name + " is not carried over"));
    }

    private static List<String> command(Map<String, Object> service) {
        List<String> words =
                new ArrayList<>(Tree.words(service.get("entrypoint")).orElse(List.of()));
        words.addAll(Tree.words(service.get("command")).orElse(List.of()));
        return service.containsKey("command") || service.containsKey("entrypoint") ? words : List.of();
    }

    /** Only on those that are carried over; the words for the conditions are known to Upkeep. */
    private static void needs(
            Map<String, Object> service, Map<String, Object> all, Entry entry, int line, Import into) {
        Map<String, Object> needs = new LinkedHashMap<>();
        Tree.list(service.get("depends_on"))
                .forEach(id -> needs.put(String.valueOf(id), Map.of("condition", "started")));
        Tree.map(service.get("depends_on"))
                .forEach((id, how) -> needs.put(
                        id,
                        Map.of(
                                "condition",
                                Tree.text(Tree.map(how), "condition")
                                        .orElse("started")
                                        .replace("service_", "")
                                        .replace("healthy", "ready")
                                        .replace("completed_successfully", "completed"))));
        needs.keySet().removeIf(id -> {
            boolean absent = command(Tree.map(all.get(id))).isEmpty();
            if (absent) {
                into.note(line, "depends_on " + id + ", which stays in its container: nobody waits for it");
            }
            return absent;
        });
        if (!needs.isEmpty()) {
            Map<String, Object> byId = new LinkedHashMap<>();
            needs.forEach((id, how) -> byId.put(Entry.id(id), how));
            entry.put("dependsOn", byId);
        }
    }

    private static void restart(String policy, Entry entry) {
        String[] parts = policy.split(":", 2);
        entry.put(
                "restartPolicy",
                "condition",
                switch (parts[0]) {
                    case "no", "false" -> "never";
                    case "on-failure" -> "on-failure";
                    default -> "always";
                });
        if (parts.length > 1) {
            entry.put("restartPolicy", "maxAttempts", Words.number(parts[1]));
        } else if (!parts[0].equals("no")) {
            entry.put("restartPolicy", "maxAttempts", -1);
        }
    }

    private static void health(Map<String, Object> check, Entry entry, int line, Import into) {
        if (check.isEmpty()) {
            return;
        }
        List<Object> test = Tree.list(check.get("test"));
        boolean direct = test.size() > 1 && test.get(0).equals("CMD");
        List<String> words = direct
                ? test.stream().skip(1).map(String::valueOf).toList()
                : List.of(
                        "sh", "-c", test.size() > 1 ? String.valueOf(test.get(1)) : String.valueOf(check.get("test")));
        if (check.get("test") == null || "NONE".equals(test.isEmpty() ? "" : test.get(0))) {
            into.note(line, "the health check is that of the image, and not carried over");
            return;
        }
        entry.put("healthCheck", "enabled", true)
                .put("healthCheck", "type", "exec")
                .put("healthCheck", "command", words.get(0));
        if (words.size() > 1) {
            entry.put("healthCheck", "args", words.subList(1, words.size()));
        }
        for (String key : List.of("interval", "timeout", "retries", "start_period")) {
            String ours = key.equals("start_period") ? "startPeriod" : key;
            Optional.ofNullable(check.get(key)).ifPresent(value -> entry.put("healthCheck", ours, value));
        }
    }
}
