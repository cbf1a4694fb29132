package dev.upkeep.examples.client;

import dev.upkeep.examples.terminal.ExitCode;
import dev.upkeep.examples.terminal.Failure;
import dev.upkeep.examples.terminal.Noted;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which Upkeep is meant. A token is never an option: command lines can be seen by all users. */
final class Connection {
    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "folder of the configuration that runs; default: the current one",
            defaultValue = "${env:UPKEEP_CONFIG:-.}")
    private Path config = Path.of(".");

    @Option(
            names = "--address",
            paramLabel = "URL",
            description = "of the API, if it is not the one that `upkeep run` has noted in DIR/.upkeep",
            defaultValue = "${env:UPKEEP_ADDRESS}")
    private Optional<URI> address = Optional.empty();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "holds the token; default: DIR/.upkeep/token",
            defaultValue = "${env:UPKEEP_TOKEN_FILE}")
    private Optional<Path> tokenFile = Optional.empty();

    /** Ready to ask. */
    Client open() throws IOException {
        Path state = config.resolve(".upkeep");
        URI where = address.or(() -> noted(state))
                .orElseThrow(() -> new Failure(
                        ExitCode.NOT_RUNNING,
                        "no upkeep runs the configuration in "
                                + config.toAbsolutePath().normalize() + " (expected: one that `upkeep run --config "
                                + config + "` has started)"));
        return new Client(where, token(tokenFile.orElse(state.resolve("token"))));
    }

    private static Optional<URI> noted(Path state) {
        try {
            return Noted.address(state);
        } catch (IOException e) {
            throw new Failure(ExitCode.UNREACHABLE, "the address noted in " + state + " cannot be read: " + e);
        }
    }

    private static String token(Path file) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            throw new Failure(
                    ExitCode.REFUSED, "there is no token in " + file + " (expected: the file, or --token-file FILE)");
        }
    }
}
