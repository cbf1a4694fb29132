package dev.upkeep.internal.config.yaml;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Words;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces <code>${VAR}</code>, <code>${VAR:-default}</code> (if it is not set or empty) and
 * <code>${VAR:?message}</code> in texts; {@code $$} is a dollar. What the environment gives is limited in total, so that a
 * small file cannot grow without bound.
 */
public final class Variables {
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final Pattern PART = Pattern.compile("\\$(?:\\$|\\{([^}]*)(})?)");
    private static final Pattern ALL = Pattern.compile("(?:\\$\\{[^}]*})++");
    private static final Pattern REFERENCE =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::([-?])(.*))?", Pattern.DOTALL);

    private final UnaryOperator<@Nullable String> environment;
    private final AtomicInteger charactersLeft;

    /**
     * Those of an environment.
     *
     * @param environment gives the values, null for what is not set
     */
    public Variables(UnaryOperator<@Nullable String> environment) {
        this(environment, new AtomicInteger(MOST_CHARACTERS));
    }

    private Variables(UnaryOperator<@Nullable String> environment, AtomicInteger charactersLeft) {
        this.environment = environment;
        this.charactersLeft = charactersLeft;
    }

    /** The same with some set otherwise; the limit is one for both. */
    Variables with(Map<String, String> values) {
        return new Variables(
                name -> values.containsKey(name) ? values.get(name) : environment.apply(name), charactersLeft);
    }

    /** Whether a text has at least one. */
    static boolean isIn(String text) {
        return text.contains("${");
    }

    /** Whether a text has nothing else. */
    static boolean isAll(String text) {
        return ALL.matcher(text).matches();
    }

    String replace(String text) throws Unfit {
        if (text.indexOf('$') < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        Matcher part = PART.matcher(text);
        int end = 0;
        while (part.find()) {
            result.append(text, end, part.start()).append(valueOf(part));
            end = part.end();
        }
        return result.append(text, end, text.length()).toString();
    }

    private String valueOf(Matcher part) throws Unfit {
        if (part.group().equals("$$")) {
            return "$";
        }
        if (part.group(2) == null) {
            throw new Unfit(
                    Code.VARIABLE, "has `${` without `}`", "close it, or write `$${` for the characters themselves");
        }
        Matcher reference = REFERENCE.matcher(part.group(1));
        if (!reference.matches() || part.group(1).contains("${")) {
            throw new Unfit(
                    Code.VARIABLE,
                    "has a variable of unknown form",
                    "write `${NAME}`, `${NAME:-default}` or `${NAME:?message}`; `$$` is a dollar");
        }
        String value = lookUp(reference);
        if (charactersLeft.addAndGet(-value.length()) < 0) {
            throw new Unfit(Code.TOO_LARGE, "grows too large by its variables", "use shorter values");
        }
        return value;
    }

    private String lookUp(Matcher reference) throws Unfit {
        String name = reference.group(1);
        Optional<String> value = Optional.ofNullable(environment.apply(name));
        if (reference.group(2) == null) {
            return value.orElseThrow(() -> unset(name));
        }
        Optional<String> filled = value.filter(v -> !v.isEmpty());
        if (reference.group(2).equals("-")) {
            return filled.orElse(reference.group(3));
        }
        return filled.orElseThrow(() -> new Unfit(
                Code.VARIABLE,
                "needs the variable " + Words.quoted(name) + ", which is not set",
                Words.printable(reference.group(3))));
    }

    private static Unfit unset(String name) {
        return new Unfit(
                Code.VARIABLE,
                "needs the variable " + Words.quoted(name) + ", which is not set",
                "set it before Upkeep starts, or give a default: `${" + name + ":-value}`");
    }
}
