package dev.upkeep.internal.launch;

import dev.upkeep.internal.system.ShortCommand;
import dev.upkeep.process.Command;
import dev.upkeep.process.Limits.User;
import dev.upkeep.spi.ProcessLauncher.LaunchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks users up where the system does, so that those of a directory service are found too. Thread-safe. */
final class Accounts {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Path FILE = Path.of("/etc/passwd");

    private final ProgramSearch search;

    Accounts(ProgramSearch search) {
        this.search = search;
    }

    /** The one that a command is to be run as; empty if it is the supervisor's own. */
    Optional<Account> of(Command command) throws LaunchException {
        Optional<User> user = command.limits().user();
        return user.isPresent() ? Optional.of(find(user.get())) : Optional.empty();
    }

    private Account find(User user) throws LaunchException {
        String setpriv = search.required("setpriv", "user", "util-linux").toString();
        Optional<Account> known = line(user.name()).flatMap(line -> Account.of(setpriv, line, user.group()));
        if (known.isPresent()) {
            return known.get();
        }
        boolean isNumber = user.name().matches("\\d{1,10}");
        if (isNumber && user.group().isPresent()) {
            return Account.of(setpriv, user.name(), user.group().get());
        }
        throw new LaunchException("user: \"" + user.name() + "\" is not known to this system"
                + (isNumber ? ". Say its group too: \"" + user.name() + ":GROUP\"" : ". Create it, or correct user"));
    }

    private Optional<String> line(String name) throws LaunchException {
        try {
            Optional<Path> getent = search.tool("getent");
            return getent.isPresent() ? asked(getent.get(), name) : read(name);
        } catch (IOException e) {
            throw new LaunchException("user: \"" + name + "\" cannot be looked up: " + e.getMessage(), e);
        }
    }

    private static Optional<String> asked(Path getent, String name) throws IOException {
        return ShortCommand.ask(List.of(getent.toString(), "passwd", name), PATIENCE)
                .out()
                .lines()
                .findFirst();
    }

    private static Optional<String> read(String name) throws IOException {
        return Files.readAllLines(FILE, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.startsWith(name + ":") || line.matches("[^:]*:[^:]*:" + name + ":.*"))
                .findFirst();
    }
}
