package dev.upkeep.examples.client;

import dev.upkeep.examples.terminal.Printable;
import dev.upkeep.examples.terminal.Terminal;
import dev.upkeep.examples.terminal.Terminal.Colour;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Writes lines that processes printed, each behind the id of its process if there are several. */
final class LogPrinter {
    private static final List<Colour> PALETTE =
            List.of(Colour.CYAN, Colour.MAGENTA, Colour.BLUE, Colour.GREEN, Colour.YELLOW);

    private final PrintWriter out;
    private final Terminal terminal;
    private final Style style;
    private final int width;
    private final Map<String, Colour> colours = new HashMap<>();

    /**
     * How lines look.
     *
     * @param json as objects
     * @param raw with the escape sequences that the process wrote
     * @param times with the time of each line
     */
    record Style(boolean json, boolean raw, boolean times) {}

    /** For lines of these processes. */
    LogPrinter(PrintWriter out, Terminal terminal, Style style, List<String> ids) {
        this.out = out;
        this.terminal = terminal;
        this.style = style;
        this.width = ids.size() == 1
                ? 0
                : ids.stream().mapToInt(String::length).max().orElse(0);
        ids.forEach(id -> colours.put(id, PALETTE.get(colours.size() % PALETTE.size())));
    }

    /** One line, or what happened between two. */
    void print(String id, JsonNode line) {
        if (style.json()) {
            out.println(line);
        } else {
            out.println(time(line) + prefix(id) + text(line));
        }
    }

    /** Lines that nobody can show any more. */
    void gap(String id, long dropped) {
        if (!style.json()) {
            out.println(prefix(id) + terminal.paint(Colour.YELLOW, "— " + dropped + " lines dropped —"));
        }
    }

    void flush() {
        out.flush();
    }

    private String time(JsonNode line) {
        return style.times() ? terminal.paint(Colour.DIM, line.path("timestamp").asString()) + " " : "";
    }

    private String prefix(String id) {
        if (width == 0) {
            return "";
        }
        String name = id + " ".repeat(Math.max(0, width - id.length())) + " │ ";
        return terminal.paint(colours.getOrDefault(id, Colour.DIM), name);
    }

    private String text(JsonNode line) {
        if (line.has("event")) {
            String pid =
                    line.path("pid").isNull() ? "" : ", pid " + line.path("pid").asString();
            return terminal.paint(Colour.DIM, "— " + line.path("message").asString() + pid + " —");
        }
        String raw = line.path("line").asString();
        String text = style.raw() ? raw : Printable.text(raw);
        return line.path("stream").asString().equals("stderr") ? terminal.paint(Colour.RED, text) : text;
    }
}
