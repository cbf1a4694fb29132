package dev.upkeep.examples.launcher;

import dev.upkeep.examples.terminal.ExitCode;
import dev.upkeep.examples.terminal.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code upkeep explain}: the section about a code from {@code docs/problems.md}, which the jar contains. */
final class Explain {
    private static final Pattern SECTIONS = Pattern.compile("^## ", Pattern.MULTILINE);

    private final PrintWriter out;
    private final PrintWriter err;

    Explain(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    int call(String code) {
        String id = code.strip().toUpperCase(Locale.ROOT);
        Optional<String> section =
                sections().stream().filter(text -> text.startsWith(id + ":")).findFirst();
        section.ifPresent(out::print);
        if (section.isEmpty()) {
            err.println("upkeep: there is no code " + Printable.text(code)
                    + " (expected: one that `upkeep validate` shows, such as UPK003)");
        }
        out.flush();
        return section.isPresent() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static List<String> sections() {
        try (InputStream in = Explain.class.getResourceAsStream("/dev/upkeep/examples/launcher/problems.md")) {
            return List.of(SECTIONS.split(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
