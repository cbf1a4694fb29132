package dev.upkeep.internal.launch;

import dev.upkeep.process.Command;
import dev.upkeep.spi.ProcessLauncher.LaunchException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the program and the folder of a command before it is launched: the operating system answers one and the same
 * "no such file" for a missing folder, a missing program and a missing interpreter.
 */
final class ProgramSearch {
    private static final int FIRST_LINE = 256;

    private final String ownPath;
    private final Path ownFolder;

    /**
     * A search from here.
     *
     * @param ownPath the supervisor's {@code PATH}, for commands that set none
     * @param ownFolder the supervisor's working directory, for commands without one; absolute
     */
    ProgramSearch(String ownPath, Path ownFolder) {
        this.ownPath = ownPath;
        this.ownFolder = ownFolder;
    }

    /** A search with the environment and working directory of this JVM. */
    static ProgramSearch here() {
        String path = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        return new ProgramSearch(path, Path.of("").toAbsolutePath());
    }

    /** A program of the system that is used if it is there. */
    Optional<Path> tool(String name) {
        return SearchPath.of(ownPath, ownFolder).find(name).filter(Files::isExecutable);
    }

    /** A program of the system that a key cannot do without. */
    Path required(String name, String key, String from) throws LaunchException {
        return tool(name)
                .orElseThrow(() -> new LaunchException(
                        key + ": needs the program " + name + ", which is not on PATH. Install " + from));
    }

    /** The folder the command starts in, absolute and there. */
    Path folder(Command command) throws LaunchException {
        Path folder = command.cwd().map(ownFolder::resolve).orElse(ownFolder);
        if (Files.isDirectory(folder)) {
            if (!Files.isExecutable(folder)) {
                throw new LaunchException("cwd: " + folder + " may not be entered (permission denied)");
            }
            return folder;
        }
        throw new LaunchException(
                Files.exists(folder)
                        ? "cwd: " + folder + " is a file (expected: a directory)"
                        : "cwd: " + folder + " does not exist (expected: a directory). Create it, or correct cwd");
    }

    /** The program as an absolute path, there and executable. */
    Path program(Command command, Path folder) throws LaunchException {
        String program = command.program();
        Path found = program.contains("/") ? atPath(program, folder) : onPath(command, folder);
        if (!Files.isExecutable(found)) {
            throw cannotRun(program, found + " is not executable. Allow it with: chmod +x " + found);
        }
        requireInterpreter(program, found, folder);
        return found;
    }

    private Path atPath(String program, Path folder) throws LaunchException {
        Path file = folder.resolve(program).normalize();
        if (Files.isRegularFile(file)) {
            return file;
        }
        if (Files.isDirectory(file)) {
            throw cannotRun(program, file + " is a directory");
        }
        String counted = Path.of(program).isAbsolute() ? "" : " (a relative path counts from cwd)";
        throw cannotRun(program, "there is no file " + file + counted);
    }

    private Path onPath(Command command, Path folder) throws LaunchException {
        String program = command.program();
        if (program.isEmpty()) {
            throw new LaunchException("command: \"\" (expected: the name or path of a program)");
        }
        String variable = command.environment().getOrDefault("PATH", ownPath);
        SearchPath path = SearchPath.of(variable, folder);
        Optional<Path> found = path.find(program);
        if (found.isPresent()) {
            return found.get();
        }
        throw cannotRun(program, "not found on PATH" + remedy(program, folder, path));
    }

    private static String remedy(String program, Path folder, SearchPath path) {
        if (program.strip().contains(" ")) {
            return ". There is no shell: put the program alone into command, and what follows it into args";
        }
        if (Files.isRegularFile(folder.resolve(program))) {
            return ". For the one in cwd, write \"./" + program + "\"";
        }
        return path.nearest(program)
                .map(name -> ". Did you mean \"" + name + "\"?")
                .orElse(". Install it, or give its full path");
    }

    private static void requireInterpreter(String program, Path file, Path folder) throws LaunchException {
        Optional<String> interpreter = interpreter(file);
        if (interpreter.isPresent() && !Files.exists(folder.resolve(interpreter.get()))) {
            String hint = interpreter.get().endsWith("\r") ? ": the file has Windows line ends" : "";
            throw cannotRun(
                    program,
                    "the first line of " + file + " asks for "
                            + interpreter.get().strip() + ", which does not exist" + hint);
        }
    }

    /** What the first line names after {@code #!}. */
    private static Optional<String> interpreter(Path file) {
        try (InputStream in = new FileInputStream(file.toFile())) {
            if (in.read() != '#' || in.read() != '!') {
                return Optional.empty();
            }
            String line = new String(in.readNBytes(FIRST_LINE), StandardCharsets.ISO_8859_1).split("\n", 2)[0];
            return Optional.of(line.stripLeading().split("[ \t]", 2)[0]);
        } catch (IOException e) {
            return Optional.empty(); // executable but not readable is allowed; the system will judge
        }
    }

    private static LaunchException cannotRun(String program, String why) {
        return new LaunchException("Cannot run \"" + program + "\": " + why);
    }
}
