package dev.upkeep.examples.client;

import dev.upkeep.examples.terminal.Printable;
import dev.upkeep.examples.terminal.Terminal;
import dev.upkeep.examples.terminal.Terminal.Colour;
import dev.upkeep.process.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Processes as a table, the worst first. On a narrow terminal the less important columns go, and at last the end of the sentence. */
final class StatusTable {
    private static final int LEAST_SENTENCE = 30;
    private static final List<String> WORST_FIRST =
            List.of("failed", "backoff", "stopping", "starting", "running", "exited", "stopped", "disabled");

    /** A column; those with the lowest rank go first. */
    private record Column(String title, boolean right, int rank, Function<JsonNode, String> text) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("STATE", false, 9, StatusTable::state),
            new Column("PROCESS", false, 9, p -> p.path("id").asString()),
            new Column(
                    "PID",
                    true,
                    3,
                    p -> p.path("pid").isNull() ? "" : p.path("pid").asString()),
            new Column("UPTIME", true, 4, StatusTable::uptime),
            new Column("RESTARTS", true, 2, p -> p.path("restartCount").asString()),
            new Column("CPU", true, 0, StatusTable::cpu),
            new Column("MEMORY", true, 1, StatusTable::memory));

    private final Terminal terminal;

    StatusTable(Terminal terminal) {
        this.terminal = terminal;
    }

    /** One line for the titles and one for each process. */
    List<String> lines(List<JsonNode> processes) {
        List<JsonNode> sorted = processes.stream()
                .sorted(Comparator.<JsonNode>comparingInt(StatusTable::badness)
                        .thenComparing(p -> p.path("id").asString()))
                .toList();
        List<Column> shown = fitting(sorted);
        int used = shown.stream().mapToInt(c -> width(c, sorted) + 2).sum();
        List<String> lines = new ArrayList<>();
        StringBuilder titles = new StringBuilder();
        shown.forEach(c -> titles.append(cell(c, c.title(), width(c, sorted))));
        lines.add(terminal.paint(Colour.DIM, titles + "WHAT IS GOING ON"));
        sorted.forEach(p -> lines.add(row(p, shown, sorted, used)));
        return lines;
    }

    private String row(JsonNode process, List<Column> shown, List<JsonNode> all, int used) {
        StringBuilder row = new StringBuilder();
        for (Column column : shown) {
            String cell = cell(column, column.text().apply(process), width(column, all));
            row.append(column == COLUMNS.get(0) ? terminal.paint(colour(process), cell) : cell);
        }
        String sentence = Printable.text(process.path("message").asString());
        int room = Math.max(LEAST_SENTENCE, terminal.width() - used);
        return row + (sentence.length() > room ? sentence.substring(0, room - 1) + "…" : sentence);
    }

    private List<Column> fitting(List<JsonNode> all) {
        List<Column> shown = new ArrayList<>(COLUMNS);
        while (shown.size() > 2
                && shown.stream().mapToInt(c -> width(c, all) + 2).sum() + LEAST_SENTENCE > terminal.width()) {
            shown.stream().min(Comparator.comparingInt(Column::rank)).ifPresent(shown::remove);
        }
        return shown;
    }

    private static int width(Column column, List<JsonNode> all) {
        return all.stream()
                .mapToInt(p -> column.text().apply(p).length())
                .reduce(column.title().length(), Math::max);
    }

    private static String cell(Column column, String text, int width) {
        String gap = " ".repeat(width - text.length());
        return (column.right() ? gap + text : text + gap) + "  ";
    }

    private static int badness(JsonNode process) {
        boolean unready = isRunning(process) && !process.path("ready").asBoolean();
        return unready ? 1 : WORST_FIRST.indexOf(process.path("state").asString());
    }

    private static boolean isRunning(JsonNode process) {
        return process.path("state").asString().equals("running");
    }

    private static String state(JsonNode process) {
        String word = process.path("state").asString();
        String sign = switch (word) {
            case "running" -> process.path("ready").asBoolean() ? "●" : "◐";
            case "failed", "backoff" -> "✕";
            case "starting", "stopping" -> "◐";
            default -> "○";
        };
        return sign + " " + word;
    }

    private static Colour colour(JsonNode process) {
        return switch (process.path("state").asString()) {
            case "running" -> process.path("ready").asBoolean() ? Colour.GREEN : Colour.YELLOW;
            case "failed", "backoff" -> Colour.RED;
            case "starting", "stopping" -> Colour.YELLOW;
            default -> Colour.DIM;
        };
    }

    private static String uptime(JsonNode process) {
        long millis = process.path("uptime").asLong();
        return millis == 0 ? "" : Spans.say(Duration.ofMillis(millis));
    }

    private static String cpu(JsonNode process) {
        JsonNode used = process.path("resources").path("cpuPercent");
        return used.isNumber() ? String.format(Locale.ROOT, "%.1f%%", used.asDouble()) : "";
    }

    private static String memory(JsonNode process) {
        JsonNode used = process.path("resources").path("memoryBytes");
        return used.isNumber() ? used.asLong() / (1 << 20) + " MB" : "";
    }
}
