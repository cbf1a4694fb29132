package dev.upkeep.examples.client;

import dev.upkeep.examples.client.Awaited.Outcome;
import dev.upkeep.examples.terminal.ExitCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code upkeep status}: how processes are. */
@Command(name = "status", description = "Shows how processes are, the worst first.")
public final class StatusCommand extends Asked implements Callable<Integer> {
    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[J";

    @Parameters(paramLabel = "ID", description = "or a pattern such as 'web*'; default: all")
    private List<String> ids = List.of();

    @Option(names = "--watch", description = "shows it anew each second, until Ctrl-C")
    private boolean watch;

    @Option(
            names = "--wait",
            description = "until all are ${COMPLETION-CANDIDATES}; ends with 1 if that does not happen")
    private Optional<Awaited> wait = Optional.empty();

    @Option(
            names = "--timeout",
            description = "how long to wait; default: ${DEFAULT-VALUE}",
            defaultValue = "60s",
            converter = Spoken.class)
    private Duration timeout = Duration.ZERO;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Client client = connection.open();
        Outcome outcome = Outcome.REACHED;
        if (wait.isPresent()) {
            outcome = wait.get().await(() -> Chosen.among(client, ids), timeout);
        }
        show(client);
        while (watch && !out().checkError()) {
            Thread.sleep(1000);
            show(client);
        }
        return outcome == Outcome.REACHED ? ExitCode.OK : ExitCode.FAILED;
    }

    private void show(Client client) {
        List<JsonNode> processes = Chosen.among(client, ids);
        StringBuilder text = new StringBuilder(watch && terminal().colours() ? HOME_AND_CLEAR : "");
        if (json) {
            processes.forEach(p -> text.append(p).append('\n'));
        } else {
            new StatusTable(terminal())
                    .lines(processes)
                    .forEach(line -> text.append(line).append('\n'));
        }
        out().print(text);
        out().flush();
    }
}
