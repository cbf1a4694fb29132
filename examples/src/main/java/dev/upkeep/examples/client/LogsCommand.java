package dev.upkeep.examples.client;

import dev.upkeep.examples.client.LogPrinter.Style;
import dev.upkeep.examples.terminal.ExitCode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code upkeep logs}: what processes printed. */
@Command(name = "logs", description = "Shows what processes printed, and with -f what they print, restarts and all.")
public final class LogsCommand extends Asked implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "or a pattern such as 'web*'; default: all")
    private List<String> ids = List.of();

    @Option(
            names = {"-f", "--follow"},
            description = "goes on until Ctrl-C")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "COUNT",
            description = "how many at most, or all; default: ${DEFAULT-VALUE}",
            defaultValue = "100")
    private String lines = "";

    @Option(names = "--since", paramLabel = "TIME", description = "such as 10m, or 2024-01-01T12:00:00Z")
    private Optional<String> since = Optional.empty();

    @Option(
            names = "--contains",
            paramLabel = "TEXT",
            description = "only lines with this text, in upper or lower case")
    private Optional<String> contains = Optional.empty();

    @ArgGroup
    private Source source = new Source();

    @Option(names = "--raw", description = "leaves escape sequences in that processes printed")
    private boolean raw;

    @Option(
            names = {"-t", "--timestamps"},
            description = "shows when each line was printed")
    private boolean times;

    /** Which of the two streams. */
    private static final class Source {
        @Option(names = "--stdout", description = "only standard output")
        private boolean stdout;

        @Option(names = "--stderr", description = "only standard error")
        private boolean stderr;

        Optional<String> name() {
            return stdout ? Optional.of("stdout") : Optional.of("stderr").filter(e -> stderr);
        }
    }

    @Override
    public Integer call() throws IOException {
        Client client = connection.open();
        List<String> chosen = Chosen.among(client, ids).stream().map(Chosen::id).toList();
        LogPrinter printer = new LogPrinter(out(), terminal(), new Style(json, raw, times), chosen);
        if (follow) {
            follow(client, chosen, printer);
        } else {
            try (Stream<String> found = client.lines(target(chosen), "application/x-ndjson")) {
                found.map(JsonMapper.shared()::readTree)
                        .forEach(line -> printer.print(line.path("processId").asString(), line));
            }
        }
        printer.flush();
        return ExitCode.OK;
    }

    private void follow(Client client, List<String> chosen, LogPrinter printer) {
        try (Stream<String> stream = client.lines(target(chosen), "text/event-stream")) {
            ServerSentEvents.read(stream, (type, data) -> {
                String id = data.path("processId").asString("");
                if (type.equals("log")) {
                    data.path("logs").forEach((JsonNode line) -> printer.print(id, line));
                } else if (type.equals("gap")) {
                    printer.gap(id, data.path("dropped").asLong());
                }
                printer.flush();
            });
        }
    }

    private String target(List<String> chosen) {
        StringBuilder target =
                new StringBuilder("/api/logs?process=" + String.join(",", chosen) + "&lines=" + encoded(lines));
        since.ifPresent(value -> target.append("&since=").append(encoded(value)));
        contains.ifPresent(value -> target.append("&contains=").append(encoded(value)));
        source.name().ifPresent(value -> target.append("&stream=").append(value));
        return target.toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
