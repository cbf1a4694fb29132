package dev.upkeep.examples.imports;

import dev.upkeep.examples.terminal.ExitCode;
import dev.upkeep.examples.terminal.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * An ecosystem file of PM2. One in JavaScript is run by {@code node}, as PM2 itself does.
 *
 * @see <a href="https://pm2.keymetrics.io/docs/usage/application-declaration/">PM2: ecosystem file</a>
 */
final class Pm2 implements Format {
    private static final Set<String> CARRIED = Set.of(
            "name",
            "script",
            "args",
            "cwd",
            "interpreter",
            "interpreter_args",
            "node_args",
            "env",
            "instances",
            "autorestart",
            "max_restarts",
            "restart_delay",
            "min_uptime",
            "max_memory_restart",
            "watch",
            "ignore_watch",
            "kill_timeout",
            "out_file",
            "error_file",
            "output",
            "error",
            "listen_timeout",
            "time",
            "merge_logs",
            "exec_mode",
            "log_date_format");
    private static final Map<String, String> INTERPRETERS = Map.of(
            ".js", "node", ".cjs", "node", ".mjs", "node", ".py", "python3", ".sh", "bash", ".rb", "ruby", ".php",
            "php");
    private static final String PRINT = "process.stdout.write(JSON.stringify(require(process.argv[1])))";

    @Override
    public boolean fits(Path file) {
        return String.valueOf(file.getFileName()).matches("(ecosystem|pm2|process).*\\.(c?js|json|ya?ml)");
    }

    @Override
    public void read(Source source, Import into) {
        boolean script = source.file().toString().endsWith("js");
        String text = script ? evaluated(source.file().toAbsolutePath()) : source.text();
        Object whole = new Load(LoadSettings.builder().build()).loadFromString(text); // JSON is YAML
        List<Object> apps = whole instanceof List<?> list
                ? List.copyOf(list)
                : Tree.list(Tree.map(whole).get("apps"));
        if (apps.isEmpty()) {
            into.note(0, "no `apps` in it");
        }
        apps.forEach(app -> app(Tree.map(app), source, into));
    }

    private static void app(Map<String, Object> app, Source source, Import into) {
        String script = Tree.text(app, "script").orElse("");
        String name = Tree.text(app, "name").orElse(script.replaceAll("^.*/|\\.[a-z]+$", ""));
        int line = source.lineOf(name);
        if (script.isEmpty()) {
            into.note(line, "app " + name + " has no script");
            return;
        }
        Entry entry = into.add(name).command(command(app, script));
        entry.put("cwd", Tree.text(app, "cwd")).env(Tree.variables(app.get("env")));
        instances(app, entry, line, into);
        restarts(app, entry);
        entry.put(
                "memoryLimit",
                Tree.text(app, "max_memory_restart").map(size -> size.matches(".*[KMG]") ? size + "B" : size));
        Optional.ofNullable(app.get("watch"))
                .filter(w -> !Boolean.FALSE.equals(w))
                .ifPresent(w -> watch(w, app, entry));
        Optional.ofNullable(app.get("kill_timeout")).ifPresent(v -> entry.put("stopTimeout", v));
        Optional.ofNullable(app.get("listen_timeout")).ifPresent(v -> entry.put("startTimeout", v));
        entry.put("logFile", Tree.text(app, "out_file").or(() -> Tree.text(app, "output")));
        Tree.text(app, "error_file").or(() -> Tree.text(app, "error")).ifPresent(f -> entry.put("log", "errorFile", f));
        entry.put("stopSignal", "SIGINT"); // what programs written for PM2 expect
        app.keySet().stream()
                .filter(key -> !CARRIED.contains(key))
                .forEach(key -> into.note(
                        line,
                        key.equals("cron_restart")
                                ? "`cron_restart` of " + name
                                        + ": `maxAge` replaces it at intervals; `schedule` is for programs that end"
                                : "`" + key + "` of " + name + " is not carried over"));
    }

    private static List<String> command(Map<String, Object> app, String script) {
        List<String> words = new ArrayList<>();
        String suffix = script.replaceAll("^.*(?=\\.[a-z]+$)", "");
        String interpreter = Tree.text(app, "interpreter").orElse(INTERPRETERS.getOrDefault(suffix, "none"));
        if (!interpreter.equals("none")) {
            words.add(interpreter);
            words.addAll(Tree.words(app.getOrDefault("interpreter_args", app.get("node_args")))
                    .orElse(List.of()));
        }
        words.addAll(interpreter.equals("none") ? ShellWords.split(script).orElse(List.of(script)) : List.of(script));
        words.addAll(Tree.words(app.get("args")).orElse(List.of()));
        return words;
    }

    private static void instances(Map<String, Object> app, Entry entry, int line, Import into) {
        Object count = app.get("instances");
        if (count == null || "1".equals(String.valueOf(count))) {
            return;
        }
        Object number = Words.number(String.valueOf(count));
        int known =
                number instanceof Integer n && n > 0 ? n : Runtime.getRuntime().availableProcessors();
        entry.put("instances", known).put("port", "auto");
        noPort(entry);
        into.note(
                line,
                "`instances: " + count + "`: each of the " + known
                        + " listens on a port of its own, which it finds in PORT;" + " PM2's cluster mode shares one");
    }

    /** It would have to be another for each. */
    private static void noPort(Entry entry) {
        Map<String, String> env = Tree.variables(entry.keys().get("env"));
        env.remove("PORT");
        entry.keys().remove("env");
        entry.env(env);
    }

    private static void restarts(Map<String, Object> app, Entry entry) {
        if (Boolean.FALSE.equals(app.get("autorestart"))) {
            entry.put("restartPolicy", "condition", "never");
        }
        Optional.ofNullable(app.get("max_restarts")).ifPresent(v -> entry.put("restartPolicy", "maxAttempts", v));
        Optional.ofNullable(app.get("restart_delay")).ifPresent(v -> entry.put("restartPolicy", "delay", v));
        Optional.ofNullable(app.get("min_uptime")).ifPresent(v -> entry.put("restartPolicy", "minUptime", v));
    }

    private static void watch(Object watch, Map<String, Object> app, Entry entry) {
        List<Object> ignored = Tree.list(app.get("ignore_watch"));
        if (watch instanceof List<?> || !ignored.isEmpty()) {
            if (watch instanceof List<?> paths) {
                entry.put("watch", "paths", paths);
            }
            if (!ignored.isEmpty()) {
                entry.put("watch", "ignore", ignored);
            }
        } else {
            entry.put("watch", true);
        }
    }

    private static String evaluated(Path file) {
        try {
            Process node = new ProcessBuilder("node", "-e", PRINT, file.toString())
                    .directory(
                            file.getParent() == null ? null : file.getParent().toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String json = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!node.waitFor(10, TimeUnit.SECONDS) || node.exitValue() != 0) {
                node.destroyForcibly();
                throw new Failure(ExitCode.FAILED, "node could not load " + file + ", see above");
            }
            return json;
        } catch (IOException e) {
            throw new Failure(ExitCode.FAILED, file + " is JavaScript, and node cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted"));
        }
    }
}
