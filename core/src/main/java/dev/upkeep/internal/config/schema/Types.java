package dev.upkeep.internal.config.schema;

import static dev.upkeep.internal.config.yaml.Scalar.Kind.BOOLEAN;
import static dev.upkeep.internal.config.yaml.Scalar.Kind.DECIMAL;
import static dev.upkeep.internal.config.yaml.Scalar.Kind.TEXT;
import static dev.upkeep.internal.config.yaml.Scalar.Kind.WHOLE;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.yaml.Unfit;
import dev.upkeep.internal.config.yaml.Value;
import dev.upkeep.process.ProcessId;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of single values that more than one section knows, and of lists and maps of them. */
public final class Types {
    /** The name of a variable. */
    public static final Type<String> NAME = text("PATH");

    /** Text that may be written as a number or boolean too, and is taken as it is written. */
    public static final Type<String> AS_WRITTEN =
            SingleType.of("text", "\"text\"", text -> text, TEXT, WHOLE, DECIMAL, BOOLEAN);

    /** True or false. */
    public static final Type<Boolean> YES_NO =
            SingleType.of("true or false", "true", text -> text.equalsIgnoreCase("true"), BOOLEAN);

    /** The id of a process, which need not exist. */
    public static final Type<ProcessId> PROCESS_ID =
            SingleType.of("the id of a process", "api", Types::processId, TEXT, WHOLE, DECIMAL, BOOLEAN);

    private Types() {}

    /** Text, in quotes if it could be taken for something else. */
    public static Type<String> text(String example) {
        return SingleType.of("text", example, text -> text, TEXT);
    }

    /** A whole number within bounds. */
    public static Type<Integer> whole(int least, int most, String example) {
        return SingleType.of("a whole number", example, text -> whole(text, least, most), WHOLE)
                .shaped(Shape.whole(least, most));
    }

    private static int whole(String text, int least, int most) throws Unfit {
        if (text.matches("[-+]?[0-9]{1,18}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return (int) number;
            }
        }
        throw new Unfit(
                Code.INVALID_VALUE,
                "is " + Words.quoted(text) + ", which is out of range",
                "write a number from " + least + " to " + most);
    }

    /** A number within bounds, which are whole ones. */
    public static Type<Double> number(double least, double most, String example) {
        return SingleType.of("a number", example, text -> number(text, least, most), WHOLE, DECIMAL)
                .shaped(Shape.number(least, most));
    }

    private static double number(String text, double least, double most) throws Unfit {
        if (text.length() <= 30 && text.matches("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?")) {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new Unfit(
                Code.INVALID_VALUE,
                "is " + Words.quoted(text) + ", which is out of range",
                "write a number from " + (long) least + " to " + (long) most);
    }

    /** One of a few words, in upper or lower case. */
    public static <T> Type<T> word(String noun, Map<String, T> words) {
        String example = words.keySet().iterator().next();
        return SingleType.of(noun, example, text -> choose(text, words), TEXT).shaped(Shape.words(words.keySet()));
    }

    private static <T> T choose(String text, Map<String, T> words) throws Unfit {
        for (Map.Entry<String, T> word : words.entrySet()) {
            if (word.getKey().equalsIgnoreCase(text)) {
                return word.getValue();
            }
        }
        String help = Words.nearest(text, words.keySet())
                .map(w -> "did you mean " + Words.quoted(w) + "?")
                .orElse("write " + Words.oneOf(words.keySet()));
        throw new Unfit(Code.INVALID_VALUE, "is " + Words.quoted(text) + ", which is not known here", help);
    }

    private static ProcessId processId(String text) throws Unfit {
        if (!ProcessId.isValid(text)) {
            throw new Unfit(Code.INVALID_ID, "is " + Words.quoted(text) + ", which no process can be called", idHelp());
        }
        return new ProcessId(text);
    }

    /** What to write as the id of a process. */
    public static String idHelp() {
        return "use 1 to 64 letters, digits, `.`, `_` or `-`, a letter or digit first; `reload` is reserved";
    }

    /** A path; a relative one counts from the folder of the file. */
    public static Type<Path> path(String example) {
        return new Type<>() {
            private final Type<String> text = text(example);

            @Override
            public String noun() {
                return "a path";
            }

            @Override
            public Shape shape() {
                return text.shape();
            }

            @Override
            public String example() {
                return example;
            }

            @Override
            public Optional<Path> read(Value value) {
                return text.read(value).flatMap(t -> resolve(value, t));
            }
        };
    }

    private static Optional<Path> resolve(Value value, String text) {
        if (text.isBlank()) {
            value.report(Code.EMPTY_VALUE, value.name() + " is empty", "write a path, or leave the key out");
            return Optional.empty();
        }
        if (text.equals("~") || text.startsWith("~/")) {
            value.report(
                    Code.INVALID_VALUE,
                    value.name() + " begins with `~`, which has no meaning here",
                    "write `${HOME}" + Words.printable(text.substring(1)) + "`");
            return Optional.empty();
        }
        try {
            return Optional.of(value.scope().folder().resolve(text).normalize());
        } catch (InvalidPathException e) {
            boolean isLocale = text.indexOf('\0') < 0
                    && StandardCharsets.UTF_8.newEncoder().canEncode(text);
            value.report(
                    Code.INVALID_VALUE,
                    value.name()
                            + (isLocale
                                    ? " has characters that the locale of Upkeep has no bytes for"
                                    : " is not a path"),
                    isLocale
                            ? "start Upkeep with LC_ALL=C.UTF-8, or use ASCII letters only"
                            : "remove characters that no path can have");
            return Optional.empty();
        }
    }

    /** A list in the order of the file. */
    public static <T> Type<List<T>> list(String noun, String example, Type<T> item) {
        return new Type<>() {
            @Override
            public String noun() {
                return noun;
            }

            @Override
            public Shape shape() {
                return Shape.list(item.shape());
            }

            @Override
            public String example() {
                return example;
            }

            @Override
            public Optional<List<T>> read(Value value) {
                String help = "write a list, e.g. `" + Pointers.last(value.pointer()) + ": " + example + "`";
                return Optional.of(value.items(noun, help).stream()
                        .flatMap(i -> item.read(i).stream())
                        .toList());
            }

            @Override
            public boolean mayBeNothing() {
                return true;
            }
        };
    }

    /** A map of names to texts, in the order of the file. */
    public static Type<Map<String, String>> texts(String example) {
        return new Type<>() {
            @Override
            public String noun() {
                return "a map";
            }

            @Override
            public Shape shape() {
                return Shape.map(AS_WRITTEN.shape());
            }

            @Override
            public String example() {
                return example;
            }

            @Override
            public Optional<Map<String, String>> read(Value value) {
                Map<String, String> texts = new LinkedHashMap<>();
                value.entries("key", Code.DUPLICATE_KEY)
                        .forEach((name, entry) -> text(entry).ifPresent(text -> texts.put(name, text)));
                return Optional.of(texts);
            }

            @Override
            public boolean mayBeNothing() {
                return true;
            }
        };
    }

    private static Optional<String> text(Value entry) {
        if (entry.isNothing()) {
            entry.report(
                    Code.EMPTY_VALUE,
                    entry.name() + " has no value",
                    "write `" + Words.printable(Pointers.last(entry.pointer())) + ": \"\"` for an empty text");
            return Optional.empty();
        }
        return AS_WRITTEN.read(entry);
    }
}
