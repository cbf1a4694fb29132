package dev.upkeep.examples.launcher;

import dev.upkeep.config.ConfigException;
import dev.upkeep.config.ConfigFiles;
import dev.upkeep.config.Diagnostic;
import dev.upkeep.config.DiagnosticText;
import dev.upkeep.examples.terminal.ExitCode;
import dev.upkeep.process.Spans;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** {@code upkeep validate}: what it finds goes to standard output, the verdict to standard error. */
final class Validate {
    private final Path config;
    private final PrintWriter out;
    private final PrintWriter err;

    Validate(Path config, PrintWriter out, PrintWriter err) {
        this.config = config;
        this.out = out;
        this.err = err;
    }

    int call() {
        try {
            ConfigFiles.Loaded loaded = ConfigFiles.load(config, System::getenv);
            show(loaded.warnings());
            int processes = loaded.configuration().processes().size();
            int routes = loaded.configuration().proxy().routes().size();
            err.println("Valid: " + Talk.processes(processes) + ", " + Spans.count(routes, "route"));
            return ExitCode.OK;
        } catch (ConfigException e) {
            show(e.diagnostics());
            return ExitCode.CONFIG_INVALID;
        }
    }

    private void show(List<Diagnostic> diagnostics) {
        out.print(DiagnosticText.render(diagnostics, config));
        out.flush();
    }
}
