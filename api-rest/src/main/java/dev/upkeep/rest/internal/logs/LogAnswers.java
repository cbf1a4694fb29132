package dev.upkeep.rest.internal.logs;

import dev.upkeep.Upkeep;
import dev.upkeep.process.ProcessId;
import dev.upkeep.rest.internal.gate.Call;
import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import dev.upkeep.rest.internal.process.Processes;
import dev.upkeep.rest.internal.reply.Reply;
import java.util.regex.Pattern;

/** Answers what a process printed. */
public final class LogAnswers {
    private static final String DEFAULT_LINES = "100";
    private static final String ALL_LINES = "all";
    private static final int MOST_LINES = 10_000;
    private static final Pattern COUNT = Pattern.compile("0*[1-9][0-9]{0,8}");

    private final Upkeep upkeep;
    private final Processes processes;

    public LogAnswers(Upkeep upkeep, Processes processes) {
        this.upkeep = upkeep;
        this.processes = processes;
    }

    /** The last lines of one process. */
    public Reply one(Call call) {
        ProcessId id = processes.existing(call.id()).id();
        int lines = lines(call.target().parameter("lines").orElse(DEFAULT_LINES));
        return Reply.json(200, LogsBody.of(id, upkeep.logs(id, lines)));
    }

    private static int lines(String text) {
        if (text.equals(ALL_LINES)) {
            return MOST_LINES;
        }
        if (!COUNT.matcher(text).matches()) {
            throw new Refused(Problem.badParameter("lines", "a number from 1 to " + MOST_LINES + ", or " + ALL_LINES));
        }
        return Math.min(Integer.parseInt(text), MOST_LINES);
    }
}
