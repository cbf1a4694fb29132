package dev.upkeep.examples.launcher;

import dev.upkeep.config.ConfigException;
import dev.upkeep.examples.client.ActionCommand;
import dev.upkeep.examples.client.DashboardCommand;
import dev.upkeep.examples.client.EventsCommand;
import dev.upkeep.examples.client.HealthCommand;
import dev.upkeep.examples.client.LogsCommand;
import dev.upkeep.examples.client.ReloadCommand;
import dev.upkeep.examples.client.StatusCommand;
import dev.upkeep.examples.imports.InitCommand;
import dev.upkeep.examples.terminal.ExitCode;
import dev.upkeep.examples.terminal.Failure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands and their options. */
@Command(
        name = "upkeep",
        description = "Keeps the processes behind your proxy up.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            StatusCommand.class,
            LogsCommand.class,
            ActionCommand.Start.class,
            ActionCommand.Stop.class,
            ActionCommand.Restart.class,
            ReloadCommand.class,
            EventsCommand.class,
            HealthCommand.class,
            DashboardCommand.class,
            InitCommand.class,
            CommandLine.HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is done",
            "1:it could not be done",
            "2:the command line is wrong",
            "3:nothing runs here, or there is no such process",
            "4:the configuration is not valid",
            "5:the Upkeep that runs cannot be reached",
            "6:it refused: the token may not do this",
            "7:a port, or the configuration itself, is in use by another program",
            "70:a bug in Upkeep",
            "130:ended by SIGINT (Ctrl-C); 143: by SIGTERM; 129: by SIGHUP"
        })
final class Commands {
    private static final String FOLDER = "folder with processes.yaml and proxy.yaml; default: the current one";

    private final PrintWriter out;
    private final PrintWriter err;

    private Commands(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** The command line, ready to execute. */
    static CommandLine line(PrintWriter out, PrintWriter err) {
        return new CommandLine(new Commands(out, err))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Port.class, new Port.Converter())
                .setExecutionExceptionHandler((e, line, parsed) -> Failure.explain(e, err));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Starts the processes and the proxy, and stays until Ctrl-C; a second Ctrl-C kills.")
    int run(
            @Option(names = "--config", paramLabel = "DIR", description = FOLDER, defaultValue = ".") Path config,
            @Option(
                            names = "--adapter",
                            description = "${COMPLETION-CANDIDATES}; default: jetty",
                            defaultValue = "jetty")
                    Adapter adapter,
            @Option(
                            names = "--port",
                            description = "for HTTP; 0 for any free one; default: as in proxy.yaml, else 8080")
                    Optional<Port> port,
            @Option(names = "--https-port", description = "for HTTPS; default: as in proxy.yaml, else 8443")
                    Optional<Port> httpsPort,
            @Option(names = "--management-port", description = "for the API; default: as in proxy.yaml, else 9900")
                    Optional<Port> managementPort,
            @Option(names = "--watch", description = "reads the two files again whenever they have changed")
                    boolean watch)
            throws Exception {
        return new Run(config, adapter, new Ports(port, httpsPort, managementPort), watch, err).call();
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Reads and checks both files and says everything that is wrong with them.")
    int validate(@Option(names = "--config", paramLabel = "DIR", description = FOLDER, defaultValue = ".") Path config)
            throws ConfigException {
        return new Validate(config, out, err).call();
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Prints a JSON Schema of one of the two files, with which editors complete keys and mark mistakes.")
    int schema(@Parameters(paramLabel = "FILE", description = "${COMPLETION-CANDIDATES}") Schema file) {
        file.print(out);
        return ExitCode.OK;
    }

    @Command(mixinStandardHelpOptions = true, description = "Says more about a finding of `validate`, such as UPK003.")
    int explain(@Parameters(paramLabel = "CODE", description = "as `validate` shows it") String code) {
        return new Explain(out, err).call(code);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Prints a script that completes commands and options; for bash and zsh: . <(upkeep completion)")
    int completion() {
        out.print(AutoComplete.bash("upkeep", line(out, err)));
        out.flush();
        return ExitCode.OK;
    }

    @Command(mixinStandardHelpOptions = true, description = "Says which version this is.")
    int version() {
        out.println(Version.line());
        return ExitCode.OK;
    }
}
