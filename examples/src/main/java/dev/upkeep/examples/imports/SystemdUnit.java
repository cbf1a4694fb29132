package dev.upkeep.examples.imports;

import dev.upkeep.examples.imports.IniFile.Dialect;
import dev.upkeep.examples.imports.IniFile.Line;
import dev.upkeep.examples.imports.IniFile.Section;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unit of systemd that describes a service.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html">systemd.service(5), systemd.exec(5),
 *     systemd.kill(5)</a>
 */
final class SystemdUnit implements Format {
    private static final Set<String> NEEDLESS = Set.of(
            "Unit.Description",
            "Unit.Documentation",
            "Unit.StartLimitIntervalSec",
            "Unit.StartLimitBurst",
            "Service.Type=simple",
            "Service.Type=exec",
            "Service.ExecStart",
            "Service.SyslogIdentifier",
            "Service.StandardOutput=journal",
            "Service.StandardError=journal",
            "Service.Environment",
            "Service.Group",
            "Service.PIDFile");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_]\\w*)\\}?");
    private static final Map<String, String> LIMITS = Map.of(
            "LimitNOFILE",
            "nofile",
            "LimitNPROC",
            "nproc",
            "LimitCORE",
            "core",
            "LimitMEMLOCK",
            "memlock",
            "LimitAS",
            "as");

    @Override
    public boolean fits(Path file) {
        return String.valueOf(file.getFileName()).endsWith(".service");
    }

    @Override
    public void read(Source source, Import into) {
        List<Section> sections = IniFile.parse(source.text(), Dialect.SYSTEMD);
        String name = String.valueOf(source.file().getFileName()).replaceAll("@?\\.service$", "");
        Optional<Line> start =
                sections.stream().flatMap(s -> s.last("ExecStart").stream()).findFirst();
        if (start.isEmpty()) {
            into.note(0, "no ExecStart: nothing to run");
            return;
        }
        Map<String, String> known = environment(sections);
        Entry entry = into.add(name);
        sections.stream()
                .flatMap(s -> s.last("Description").stream())
                .findFirst()
                .ifPresent(d -> entry.put("description", d.value()));
        entry.command(words(start.get(), known)).env(known);
        for (Section section : sections) {
            section.lines().forEach(line -> carry(section, line, entry, known, into));
        }
    }

    private static void carry(Section section, Line line, Entry entry, Map<String, String> known, Import into) {
        String value = line.value();
        switch (section.title() + "." + line.key()) {
            case "Service.WorkingDirectory" -> entry.put("cwd", value.replaceFirst("^-", ""));
            case "Service.EnvironmentFile" -> environmentFile(line, entry, into);
            case "Service.User" ->
                entry.put(
                        "user",
                        section.last("Group").map(g -> value + ":" + g.value()).orElse(value));
            case "Service.Restart" -> restart(line, entry, into);
            case "Service.RestartSec" -> entry.put("restartPolicy", "delay", SystemdTime.of(value));
            case "Service.TimeoutStopSec" -> entry.put("stopTimeout", SystemdTime.of(value));
            case "Service.TimeoutStartSec" -> entry.put("startTimeout", SystemdTime.of(value));
            case "Service.RuntimeMaxSec" -> entry.put("maxAge", SystemdTime.of(value));
            case "Service.KillSignal" -> entry.put("stopSignal", value);
            case "Service.KillMode" -> killMode(line, entry, into);
            case "Service.Nice" -> entry.put("nice", Words.number(value));
            case "Service.UMask" -> entry.put("umask", value);
            case "Service.MemoryMax" -> memory(line, entry, into);
            case "Service.SuccessExitStatus" ->
                entry.put("restartPolicy", "successExitCodes", Words.numbers("0 " + value));
            case "Service.ExecStartPre" -> entry.put("hooks", "preStart", words(line, known));
            case "Service.ExecStartPost" -> entry.put("hooks", "postStart", words(line, known));
            case "Service.ExecStop" -> entry.put("stopCommand", words(line, known));
            case "Service.ExecStopPost" -> entry.put("hooks", "postStop", words(line, known));
            case "Service.Type" -> type(line, into);
            default -> other(section, line, entry, into);
        }
    }

    private static void other(Section section, Line line, Entry entry, Import into) {
        String key = section.title() + "." + line.key();
        if (LIMITS.containsKey(line.key())) {
            entry.put(
                    "ulimits",
                    LIMITS.get(line.key()),
                    line.value().equals("infinity") ? "unlimited" : Words.number(line.value()));
        } else if (Set.of("Unit.After", "Unit.Requires", "Unit.Wants", "Unit.BindsTo")
                .contains(key)) {
            into.note(
                    line.number(),
                    "`" + line.key() + "=" + line.value()
                            + "`: say with `dependsOn` if one of these runs under Upkeep, too");
        } else if (!section.title().equals("Install")
                && !NEEDLESS.contains(key)
                && !NEEDLESS.contains(key + "=" + line.value())) {
            into.note(line.number(), "`" + line.key() + "` is not carried over");
        }
    }

    private static void type(Line line, Import into) {
        if (!Set.of("simple", "exec").contains(line.value())) {
            into.note(
                    line.number(),
                    "`Type=" + line.value() + "`: Upkeep runs programs in the foreground"
                            + (line.value().equals("forking")
                                    ? "; find the option that keeps it there"
                                    : "; use a readinessProbe"));
        }
    }

    private static void restart(Line line, Entry entry, Import into) {
        switch (line.value()) {
            case "always" -> entry.put("restartPolicy", "condition", "always");
            case "no" -> entry.put("restartPolicy", "condition", "never");
            case "on-failure", "on-abnormal", "on-abort", "on-watchdog" -> {
                entry.put("restartPolicy", "condition", "on-failure");
                if (!line.value().equals("on-failure")) {
                    into.note(line.number(), "`Restart=" + line.value() + "` has become `on-failure`");
                }
            }
            default -> into.note(line.number(), "`Restart=" + line.value() + "` is not carried over");
        }
    }

    private static void killMode(Line line, Entry entry, Import into) {
        if (line.value().equals("process")) {
            entry.put("killMode", "process");
        } else if (!line.value().equals("control-group")) {
            into.note(line.number(), "`KillMode=" + line.value() + "`: Upkeep sends the signal to the whole tree");
        }
    }

    private static void memory(Line line, Entry entry, Import into) {
        if (line.value().matches("\\d+[KMGT]?")) {
            entry.put("memoryLimit", line.value().matches("\\d+") ? Words.number(line.value()) : line.value() + "B");
            into.note(
                    line.number(),
                    "`MemoryMax` has become `memoryLimit`: the process is replaced, where the kernel would kill it");
        } else {
            into.note(line.number(), "`MemoryMax=" + line.value() + "` is not carried over");
        }
    }

    private static void environmentFile(Line line, Entry entry, Import into) {
        if (line.value().startsWith("-")) {
            into.note(line.number(), "`EnvironmentFile` may be missing for systemd; Upkeep needs it");
        }
        entry.put("envFile", line.value().replaceFirst("^-", ""));
    }

    private static Map<String, String> environment(List<Section> sections) {
        Map<String, String> variables = new LinkedHashMap<>();
        sections.stream()
                .flatMap(s -> s.all("Environment").stream())
                .flatMap(line -> ShellWords.split(line.value()).orElse(List.of()).stream())
                .filter(pair -> pair.indexOf('=') > 0)
                .forEach(pair ->
                        variables.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1)));
        return variables;
    }

    /** Without the signs that may stand before the program, and with the variables that the unit sets. */
    private static List<String> words(Line line, Map<String, String> known) {
        String bare = VARIABLE.matcher(
                        line.value().replaceFirst("^[-@:+!|]+", "").replace("%%", "%"))
                .replaceAll(name ->
                        Matcher.quoteReplacement(known.getOrDefault(name.group(1), "${" + name.group(1) + "}")));
        return ShellWords.split(bare).orElse(List.of(bare));
    }
}
