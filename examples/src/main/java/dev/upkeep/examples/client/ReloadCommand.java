package dev.upkeep.examples.client;

import dev.upkeep.examples.client.Client.Answer;
import dev.upkeep.examples.terminal.ExitCode;
import dev.upkeep.examples.terminal.Printable;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code upkeep reload}: has the two files read again. */
@Command(
        name = "reload",
        description = "Has the files read again; only what has changed is touched, nothing if they are wrong.")
public final class ReloadCommand extends Asked implements Callable<Integer> {
    private static final int INVALID = 422;

    @Option(names = "--dry-run", description = "only says what would be done")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        Answer answer = connection.open().post("/api/processes/reload" + (dryRun ? "?dryRun=true" : ""));
        if (json) {
            out().println(answer.body());
        } else {
            show(answer);
        }
        return answer.status() == INVALID
                ? ExitCode.CONFIG_INVALID
                : answer.isSuccess() ? ExitCode.OK : ExitCode.FAILED;
    }

    private void show(Answer answer) {
        if (answer.isSuccess()) {
            answer.body().path("steps").forEach(this::step);
            out().println((dryRun ? "Would be: " : "Reloaded: ")
                    + answer.body().path("message").asString());
            answer.body().path("warnings").forEach(this::finding);
        } else {
            err().println("upkeep: " + Printable.text(answer.problem()));
            answer.body().path("diagnostics").forEach(this::finding);
        }
    }

    private void step(JsonNode step) {
        out().println("  " + step.path("do").asString() + " " + step.path("id").asString() + ": "
                + Printable.text(step.path("reason").asString()));
    }

    private void finding(JsonNode finding) {
        String help = finding.path("help").asString("");
        err().println(finding.path("file").asString() + ":"
                + finding.path("line").asString() + ":"
                + finding.path("column").asString() + ": "
                + finding.path("severity").asString() + "["
                + finding.path("code").asString() + "]: "
                + Printable.text(finding.path("message").asString() + (help.isEmpty() ? "" : "; " + help)));
    }
}
