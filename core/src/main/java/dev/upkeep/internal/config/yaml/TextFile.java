package dev.upkeep.internal.config.yaml;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Problems;
import dev.upkeep.internal.config.problem.Span;
import dev.upkeep.internal.config.problem.Words;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads a file as text, if it is text, and never more of it than a configuration can need. */
public final class TextFile {
    /** Far more than a thousand processes take. */
    public static final int MOST_BYTES = 2 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final Problems problems;

    private TextFile(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * All of it.
     *
     * @param problems takes why it cannot be had
     * @return the text without a byte order mark; empty if it cannot be had
     */
    public static Optional<String> read(Path file, Problems problems) {
        return new TextFile(file, problems).read();
    }

    private Optional<String> read() {
        if (!Files.exists(file)) {
            return missing(file.resolveSibling("").toAbsolutePath());
        }
        if (Files.isDirectory(file)) {
            return unusable(Code.UNREADABLE, "is a folder, not a file", "put a file in its place");
        }
        if (!Files.isRegularFile(file)) {
            return unusable(Code.UNREADABLE, "is not a regular file", "put a regular file in its place");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            return bytes.length > MOST_BYTES ? tooLarge() : decode(bytes);
        } catch (AccessDeniedException e) {
            return unusable(
                    Code.UNREADABLE, "may not be read by this user", "give the user of Upkeep the right to read it");
        } catch (IOException e) {
            return unusable(Code.UNREADABLE, "cannot be read: " + Words.printable(e.toString()), "");
        }
    }

    private Optional<String> missing(Path folder) {
        if (Files.isRegularFile(folder)) {
            String around = folder.resolveSibling("").normalize().toString();
            return unusable(
                    Code.UNREADABLE,
                    "cannot be in " + Words.quoted(folder.toString()) + ", which is a file and must be a folder",
                    "name the folder around it: " + Words.quoted(around));
        }
        return unusable(Code.UNREADABLE, "does not exist", helpToFind(folder));
    }

    private String helpToFind(Path folder) {
        String name = file.getFileName().toString();
        if (!Files.isDirectory(folder)) {
            return "the folder does not exist either: check its name";
        }
        if (Files.exists(file.resolveSibling(name.replace(".yaml", ".yml"))) && name.endsWith(".yaml")) {
            return "rename the `.yml` file to " + Words.quoted(name);
        }
        return Files.exists(folder.resolve("config").resolve(name))
                ? "there is one in the folder `config`: name that folder"
                : "create it, or name the folder that holds it";
    }

    private Optional<String> tooLarge() {
        return unusable(
                Code.TOO_LARGE,
                "is larger than " + (MOST_BYTES >> 20) + " MiB",
                "check that it is the right file; a thousand processes take less");
    }

    private Optional<String> decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            return notText(text, text.length(), "is not UTF-8 text");
        }
        return checked(text.startsWith(String.valueOf(BYTE_ORDER_MARK)) ? text.substring(1) : text);
    }

    private Optional<String> checked(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (!StreamReader.isPrintable(c)) {
                return notText(text, i, String.format("holds the character U+%04X, which is not allowed in YAML", c));
            }
        }
        return Optional.of(text);
    }

    private Optional<String> notText(String text, int index, String message) {
        problems.add(
                Code.NOT_TEXT,
                Span.at(text, index),
                "",
                problems.file() + " " + message,
                "save it as UTF-8 text, or check that it is the right file");
        return Optional.empty();
    }

    private Optional<String> unusable(Code code, String message, String help) {
        problems.add(code, Span.NONE, "", problems.file() + " " + message, help);
        return Optional.empty();
    }
}
