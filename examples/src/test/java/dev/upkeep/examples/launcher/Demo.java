package dev.upkeep.examples.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Configurations from this repository, copied so that they listen on free ports. */
final class Demo {
    private Demo() {}

    /** Copies {@code examples/demo}; each of its ports becomes a free one. */
    static void copyTo(Path folder) throws IOException {
        copy(Path.of("demo"), folder); // tests run in the folder of their module
    }

    /** Copies all files of a folder; each of the ports 3001 to 3003 becomes a free one. */
    static void copy(Path from, Path to) throws IOException {
        Map<String, String> ports = new HashMap<>();
        for (String port : new String[] {"3001", "3002", "3003"}) {
            ports.put(port, Integer.toString(FreePorts.next()));
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from, "*.*")) {
            for (Path file : files) {
                Files.writeString(to.resolve(file.getFileName()), replaced(Files.readString(file), ports));
            }
        }
    }

    /** The text with each key replaced by its value, in one go. */
    static String replaced(String text, Map<String, String> replacements) {
        if (replacements.isEmpty()) {
            return text;
        }
        String keys = replacements.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile(keys)
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(replacements.get(found.group())));
    }
}
