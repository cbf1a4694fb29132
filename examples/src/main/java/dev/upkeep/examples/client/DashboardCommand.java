package dev.upkeep.examples.client;

import dev.upkeep.examples.terminal.ExitCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code upkeep dashboard}: where the page is. */
@Command(name = "dashboard", description = "Prints the address of the page, with the token that opens it.")
public final class DashboardCommand extends Asked implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        out().println(connection.open().dashboard());
        return ExitCode.OK;
    }
}
