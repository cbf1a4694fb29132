package dev.upkeep.examples.client;

import dev.upkeep.examples.client.Client.Answer;
import dev.upkeep.examples.terminal.ExitCode;
import dev.upkeep.examples.terminal.Printable;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code upkeep health}: for probes that can only run a command. */
@Command(name = "health", description = "Ends with 0 if all is well, with 1 if not.")
public final class HealthCommand extends Asked implements Callable<Integer> {
    @ArgGroup
    private Question question = new Question();

    /** Which of the questions is asked; the whole is, if none. */
    private static final class Question {
        @Option(names = "--live", description = "only whether the supervisor itself works")
        private boolean live;

        @Option(names = "--ready", description = "only whether requests can be served")
        private boolean ready;

        String path() {
            return live ? "/health/live" : ready ? "/health/ready" : "/health";
        }
    }

    @Override
    public Integer call() throws IOException {
        Answer answer = connection.open().get(question.path());
        if (json) {
            out().println(answer.body());
        } else {
            out().println(answer.body().path("status").asString());
            answer.body()
                    .path("reasons")
                    .forEach(r -> out().println("  "
                            + r.path("id").asString(r.path("certificate").asString("")) + ": "
                            + Printable.text(r.path("message").asString())));
        }
        return answer.isSuccess() ? ExitCode.OK : ExitCode.FAILED;
    }
}
