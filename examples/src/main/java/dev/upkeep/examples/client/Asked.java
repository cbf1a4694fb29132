package dev.upkeep.examples.client;

import dev.upkeep.examples.terminal.Terminal;
import java.io.PrintWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands have that ask a running Upkeep. Data goes to standard output, talk to standard error. */
abstract class Asked {
    @Mixin
    Connection connection = new Connection();

    @Option(names = "--json", description = "prints JSON, as the API answers it")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this")
    private boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    Terminal terminal() {
        return json ? Terminal.NONE : Terminal.ofOutput();
    }
}
