package dev.upkeep.internal.launch;

import dev.upkeep.process.Command;
import dev.upkeep.spi.ProcessLauncher.LaunchException;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * Whether words can be handed to another program at all. A NUL would end them early; and what the JVM's locale has no
 * byte for would arrive as a question mark, in silence.
 */
final class Passable {
    /** What comes before, every charset has that programs can be started in. */
    private static final char FIRST_BEYOND_ASCII = 0x80;

    private Passable() {}

    static void require(Command command) throws LaunchException {
        require("command", command.program());
        for (int i = 0; i < command.args().size(); i++) {
            require("args[" + i + "]", command.args().get(i));
        }
        for (Map.Entry<String, String> variable : command.environment().entrySet()) {
            requireName(variable.getKey());
            require("env." + variable.getKey(), variable.getValue());
        }
    }

    private static void requireName(String name) throws LaunchException {
        if (name.isEmpty() || name.contains("=")) {
            throw new LaunchException("env: \"" + name + "\" (expected: a name without \"=\")");
        }
        require("env", name);
    }

    private static void require(String where, String word) throws LaunchException {
        if (word.indexOf('\0') >= 0) {
            throw new LaunchException(where + ": holds a NUL character (expected: none)");
        }
        if (isAscii(word)) {
            return;
        }
        Charset charset = charset();
        if (!charset.newEncoder().canEncode(word)) {
            String shown = where.startsWith("env.") ? "its value" : "\"" + word + "\"";
            throw new LaunchException(where + ": " + shown + " cannot be passed on in " + charset
                    + ", the charset of this JVM. Start it with LC_ALL=C.UTF-8");
        }
    }

    private static boolean isAscii(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= FIRST_BEYOND_ASCII) {
                return false;
            }
        }
        return true;
    }

    private static Charset charset() {
        String name = System.getProperty("sun.jnu.encoding", "");
        return Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }
}
