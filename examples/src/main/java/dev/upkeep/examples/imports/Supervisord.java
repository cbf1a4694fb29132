package dev.upkeep.examples.imports;

import dev.upkeep.examples.imports.IniFile.Dialect;
import dev.upkeep.examples.imports.IniFile.Line;
import dev.upkeep.examples.imports.IniFile.Section;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code supervisord.conf}.
 *
 * @see <a href="https://supervisord.org/configuration.html#program-x-section-settings">supervisord: program sections</a>
 */
final class Supervisord implements Format {
    private static final Pattern VARIABLE = Pattern.compile("%\\(ENV_(\\w+)\\)s");
    private static final Pattern PAIR =
            Pattern.compile("([A-Za-z_]\\w*)\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^,]*)\\s*(?:,|$)");
    private static final String PROGRAM = "program:";
    private static final Set<String> OTHERS_OF_ITS_OWN =
            Set.of("supervisord", "supervisorctl", "unix_http_server", "inet_http_server", "rpcinterface:supervisor");
    /** Upkeep does that always. */
    private static final Set<String> NEEDLESS = Set.of(
            "stopasgroup",
            "killasgroup",
            "process_name",
            "redirect_stderr",
            "stdout_capture_maxbytes",
            "stdout_events_enabled",
            "stderr_events_enabled",
            "stderr_capture_maxbytes",
            "stderr_logfile_maxbytes",
            "stderr_logfile_backups");

    @Override
    public boolean fits(Path file) {
        return String.valueOf(file.getFileName()).matches("supervisor.*\\.(conf|ini)");
    }

    @Override
    public void read(Source source, Import into) {
        for (Section section : IniFile.parse(source.text(), Dialect.SUPERVISORD)) {
            if (section.title().startsWith(PROGRAM)) {
                program(section, into);
            } else if (!OTHERS_OF_ITS_OWN.contains(section.title())) {
                into.note(section.number(), "[" + section.title() + "] is not carried over");
            }
        }
    }

    private static void program(Section section, Import into) {
        String name = section.title().substring(PROGRAM.length());
        if (section.last("command").isEmpty()) {
            into.note(section.number(), "program " + name + " has no command");
            return;
        }
        Entry entry = into.add(name);
        section.last("command")
                .ifPresent(l -> entry.command(ShellWords.split(text(l, name)).orElse(List.of(text(l, name)))));
        for (Line line : section.lines()) {
            carry(line, name, entry, into);
        }
    }

    private static void carry(Line line, String name, Entry entry, Import into) {
        String value = text(line, name);
        switch (line.key()) {
            case "command" -> {}
            case "directory" -> entry.put("cwd", value);
            case "environment" -> entry.env(variables(value));
            case "autostart" -> entry.put("autoStart", Boolean.valueOf(value));
            case "autorestart" -> entry.put("restartPolicy", "condition", condition(value));
            case "startretries" -> entry.put("restartPolicy", "maxAttempts", Words.number(value));
            case "startsecs" -> entry.put("restartPolicy", "minUptime", value + "s");
            case "exitcodes" -> entry.put("restartPolicy", "successExitCodes", Words.numbers(value));
            case "stopsignal" -> entry.put("stopSignal", value.startsWith("SIG") ? value : "SIG" + value);
            case "stopwaitsecs" -> entry.put("stopTimeout", value + "s");
            case "stdout_logfile" -> logFile("stdout", "logFile", line, value, entry, into);
            case "stderr_logfile" -> logFile("stderr", "errorFile", line, value, entry, into);
            case "stdout_logfile_maxbytes" -> entry.put("log", "maxSize", value);
            case "stdout_logfile_backups" -> entry.put("log", "maxFiles", Words.number(value));
            case "user" -> entry.put("user", value);
            case "umask" -> entry.put("umask", value);
            case "numprocs" -> entry.put("instances", Words.number(value));
            case "priority" ->
                into.note(
                        line.number(), "`priority` is not carried over: say with `dependsOn` what must be there first");
            default -> {
                if (!NEEDLESS.contains(line.key())) {
                    into.note(line.number(), "`" + line.key() + "` of " + name + " is not carried over");
                }
            }
        }
    }

    private static void logFile(String stream, String key, Line line, String value, Entry entry, Import into) {
        if (value.equalsIgnoreCase("AUTO") || value.equalsIgnoreCase("NONE") || value.startsWith("/dev/")) {
            into.note(
                    line.number(),
                    "`" + stream + "_logfile=" + value + "`: Upkeep writes to logs/{id}.log and passes all lines on");
        } else if (key.equals("logFile")) {
            entry.put(key, value);
        } else {
            entry.put("log", key, value);
        }
    }

    private static String condition(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> "always";
            case "false" -> "never";
            default -> "on-failure";
        };
    }

    private static Map<String, String> variables(String text) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Matcher pair = PAIR.matcher(text); pair.find(); ) {
            variables.put(pair.group(1), pair.group(2).strip().replaceAll("^([\"'])(.*)\\1$", "$2"));
        }
        return variables;
    }

    /** With its expressions in the words of Upkeep. */
    private static String text(Line line, String name) {
        return VARIABLE.matcher(line.value().replace("%(program_name)s", name).replace("%(here)s", "."))
                .replaceAll("\\${$1}")
                .replaceAll("%\\(process_num\\)\\d*d", "\\${UPKEEP_INSTANCE}")
                .replace("%%", "%");
    }
}
