package dev.upkeep.examples.imports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code Procfile}: a name and a command line for a shell in each line. As with foreman, a process that asks for {@code PORT}
 * gets one of its own, from 5000 on in steps of 100.
 *
 * @see <a href="https://devcenter.heroku.com/articles/procfile">Heroku: the Procfile</a>
 */
final class Procfile implements Format {
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_-]+):\\s*(.+)");
    private static final Pattern PORT = Pattern.compile("\\$(PORT\\b|\\{PORT[}:])");
    private static final int FIRST_PORT = 5000;
    private static final int STEP = 100;

    @Override
    public boolean fits(Path file) {
        return String.valueOf(file.getFileName()).startsWith("Procfile");
    }

    @Override
    public void read(Source source, Import into) {
        boolean hasEnv = Files.exists(source.folder().resolve(".env"));
        int port = FIRST_PORT;
        List<String> lines = source.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            Matcher parts = LINE.matcher(line);
            if (parts.matches()) {
                Entry entry = into.add(parts.group(1)).command(ShellWords.command(parts.group(2)));
                if (hasEnv) {
                    entry.put("envFile", ".env");
                }
                if (PORT.matcher(line).find()) {
                    entry.put("port", port);
                }
                if (parts.group(1).equals("release")) {
                    into.note(
                            i + 1,
                            "`release` is run once at each deployment elsewhere; here it is started like all others");
                }
                port += STEP;
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                into.note(i + 1, "not understood: " + line);
            }
        }
    }
}
