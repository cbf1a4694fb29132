package dev.upkeep.examples.launcher;

import dev.upkeep.ProcessStatus;
import dev.upkeep.examples.terminal.Printable;
import dev.upkeep.spec.Configuration;
import java.io.PrintWriter;
import java.util.List;

/** What the launcher says to people, on standard error: a line at a time, safe from any thread. */
final class Talk {
    private static final String HINT = "Ctrl-C stops all, twice kills";

    private final PrintWriter err;

    Talk(PrintWriter err) {
        this.err = err;
    }

    /** {@code Upkeep 1.0.0 · processes.yaml (5 processes, 1 disabled) · pid 4021}. */
    void begin(Configuration configuration) {
        int all = configuration.processes().size();
        long disabled = configuration.processes().values().stream()
                .filter(p -> !p.enabled())
                .count();
        say("Upkeep " + Version.number() + " · processes.yaml (" + processes(all)
                + (disabled == 0 ? "" : ", " + disabled + " disabled") + ") · pid "
                + ProcessHandle.current().pid());
    }

    /** One process, one line: {@code   ✓ web      running, ready in 1.2 s   http://localhost:3000}. */
    void process(Mark mark, String id, int width, String what) {
        say("  " + mark.sign + " " + pad(id, width) + "  " + Printable.text(what));
    }

    /** A line that a process printed, below the line about the process. */
    void quote(String line) {
        say("      │ " + Printable.text(line));
    }

    /** Where everything can be reached. */
    void addresses(Addresses addresses) {
        say("Proxy      " + addresses.proxy());
        addresses.doubt().ifPresent(doubt -> say("           " + doubt));
        say("Page       " + addresses.page());
        say("Token      " + addresses.token());
        say("API        " + pad(addresses.api(), 38) + "  " + HINT);
    }

    void stopping(List<ProcessStatus> processes) {
        long alive = processes.stream().filter(p -> p.state().isAlive()).count();
        say("Stopping " + processes(alive) + ", again to kill");
    }

    void killing() {
        say("Killing what is left");
    }

    /** What could not be ended, a line each. */
    void givingUp(List<ProcessStatus> processes) {
        say("Gave up waiting for the end");
        processes.stream()
                .filter(p -> p.state().isAlive())
                .forEach(p -> say("  ✕ " + p.id() + pid(p) + "  " + p.state().word() + ": "
                        + Printable.text(p.reason().toString())));
    }

    private static String pid(ProcessStatus process) {
        return process.pid().isPresent() ? " (pid " + process.pid().getAsLong() + ")" : "";
    }

    void stopped() {
        say("Stopped");
    }

    void say(String line) {
        err.println(line);
    }

    /** {@code 1 process} or {@code 3 processes}. */
    static String processes(long count) {
        return count == 1 ? "1 process" : count + " processes";
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** How a line about a process begins. */
    enum Mark {
        GOOD("✓"),
        BAD("✕"),
        NEUTRAL("·");

        private final String sign;

        Mark(String sign) {
            this.sign = sign;
        }
    }
}
