package dev.upkeep.examples.imports;

import dev.upkeep.examples.terminal.ExitCode;
import dev.upkeep.examples.terminal.Failure;
import dev.upkeep.examples.terminal.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code upkeep init}: a {@code processes.yaml} to begin with, or one made from the file of another supervisor. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a processes.yaml: a sample, or what another supervisor is configured by.",
            "Understands Procfile, ecosystem files of PM2, supervisord.conf, compose files and units of systemd."
        })
public final class InitCommand implements Callable<Integer> {
    private static final List<Format> FORMATS =
            List.of(new Procfile(), new Supervisord(), new Compose(), new SystemdUnit(), new Pm2());

    @Option(names = "--from", paramLabel = "FILE", description = "what is carried over; default: such a file in DIR")
    private Optional<Path> from = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "where processes.yaml is written; default: the current folder",
            defaultValue = ".")
    private Path config = Path.of(".");

    @Option(names = "--print", description = "prints it, and writes nothing")
    private boolean print;

    @Option(names = "--force", description = "overwrites what is there")
    private boolean force;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Optional<Path> source = from.or(this::found);
        Optional<Import> imported = source.map(this::read);
        String text = imported.isPresent() ? ProcessesText.of(imported.get()) : sample();
        if (print) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        } else {
            write(text);
        }
        imported.ifPresent(i -> i.notes().forEach(note -> say(Printable.text(note))));
        return ExitCode.OK;
    }

    private Optional<Path> found() {
        try (Stream<Path> files = Files.list(config)) {
            return files.filter(file -> format(file).isPresent()).sorted().findFirst();
        } catch (IOException e) {
            throw new Failure(ExitCode.FAILED, config + " cannot be read: " + e);
        }
    }

    private static Optional<Format> format(Path file) {
        boolean ours = file.endsWith("processes.yaml");
        return FORMATS.stream().filter(f -> !ours && f.fits(file)).findFirst();
    }

    private Import read(Path file) {
        Format format = format(file)
                .orElseThrow(() -> new Failure(
                        ExitCode.FAILED,
                        file + " is of no kind that is known by its name (expected: Procfile, ecosystem.config.js,"
                                + " supervisord.conf, compose.yaml or NAME.service)"));
        try {
            Import imported = new Import(String.valueOf(file.getFileName()));
            format.read(new Source(file, Files.readString(file)), imported);
            return imported;
        } catch (YamlEngineException e) {
            throw new Failure(ExitCode.FAILED, file + " cannot be understood: " + e.getMessage());
        } catch (IOException e) {
            throw new Failure(ExitCode.FAILED, file + " cannot be read: " + e);
        }
    }

    private void write(String text) throws IOException {
        Path file = config.resolve("processes.yaml");
        if (Files.exists(file) && !force) {
            throw new Failure(
                    ExitCode.FAILED,
                    file + " is there already (--force overwrites it, --print shows what would be written)");
        }
        Files.createDirectories(config);
        Files.writeString(file, text);
        say("Wrote " + file + "; next: upkeep validate, then upkeep run");
    }

    private void say(String line) {
        spec.commandLine().getErr().println(line);
    }

    private static String sample() throws IOException {
        try (var in = InitCommand.class.getResourceAsStream("sample.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
