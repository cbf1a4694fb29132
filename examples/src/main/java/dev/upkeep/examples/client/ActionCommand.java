package dev.upkeep.examples.client;

import dev.upkeep.examples.client.Awaited.Outcome;
import dev.upkeep.examples.client.Client.Answer;
import dev.upkeep.examples.terminal.ExitCode;
import dev.upkeep.examples.terminal.Failure;
import dev.upkeep.examples.terminal.Printable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What {@code start}, {@code stop} and {@code restart} have in common: all are asked first, then waited for together. */
public abstract class ActionCommand extends Asked implements Callable<Integer> {
    private final String verb;
    private final Awaited awaited;

    @Parameters(paramLabel = "ID", description = "or a pattern such as 'web*'")
    private List<String> ids = List.of();

    @Option(names = "--all", description = "all processes, instead of ids")
    private boolean all;

    @Option(
            names = "--wait",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "waits until they are as asked for; the default")
    private boolean wait;

    @Option(
            names = "--timeout",
            description = "how long to wait; default: ${DEFAULT-VALUE}",
            defaultValue = "60s",
            converter = Spoken.class)
    private Duration timeout = Duration.ZERO;

    ActionCommand(String verb, Awaited awaited) {
        this.verb = verb;
        this.awaited = awaited;
    }

    /** {@code upkeep start}. */
    @Command(name = "start", description = "Starts processes, and what they need.")
    public static final class Start extends ActionCommand {
        /** As it is typed. */
        public Start() {
            super("start", Awaited.READY);
        }
    }

    /** {@code upkeep stop}. */
    @Command(name = "stop", description = "Stops processes with all that they have started.")
    public static final class Stop extends ActionCommand {
        /** As it is typed. */
        public Stop() {
            super("stop", Awaited.STOPPED);
        }
    }

    /** {@code upkeep restart}. */
    @Command(name = "restart", description = "Launches processes anew; requests wait meanwhile.")
    public static final class Restart extends ActionCommand {
        /** As it is typed. */
        public Restart() {
            super("restart", Awaited.READY);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (all == !ids.isEmpty()) {
            throw new Failure(2, verb + " needs ids, or --all, but not both");
        }
        Client client = connection.open();
        List<String> chosen = Chosen.among(client, ids).stream().map(Chosen::id).toList();
        boolean failed = false;
        for (String id : chosen) {
            failed |= !ask(client, id);
        }
        if (failed || !wait) {
            return failed ? ExitCode.FAILED : ExitCode.OK;
        }
        Outcome outcome = awaited.await(() -> Chosen.among(client, chosen), timeout);
        Chosen.among(client, chosen).forEach(this::show);
        return outcome == Outcome.REACHED ? ExitCode.OK : ExitCode.FAILED;
    }

    private boolean ask(Client client, String id) {
        Answer answer = client.post("/api/processes/" + id + "/" + verb);
        if (!answer.isSuccess()) {
            err().println("upkeep: " + id + ": " + Printable.text(answer.problem()));
        }
        return answer.isSuccess();
    }

    private void show(JsonNode process) {
        if (json) {
            out().println(process);
            return;
        }
        String pid = process.path("pid").isNull()
                ? ""
                : " (pid " + process.path("pid").asString() + ")";
        out().println(Chosen.id(process) + ": " + process.path("state").asString() + pid + ": "
                + Printable.text(process.path("message").asString()));
    }
}
