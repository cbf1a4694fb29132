package dev.upkeep.internal.config.schema;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as they are written in a file: {@code 4096}, {@code 512KB}, {@code 1.5GB}. Each unit is 1024 of the one before. */
final class Sizes {
    /** The largest that is accepted: no arithmetic overflows with it. */
    static final long LARGEST = 1L << 50;

    private static final Pattern FORM = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,3})?) ?(?:([kmgt]?)(?:i?b)?)");
    private static final Map<String, Integer> SHIFTS = Map.of("", 0, "k", 10, "m", 20, "g", 30, "t", 40);

    private Sizes() {}

    /** In bytes; empty if the text has another form or is too large a size. */
    static Optional<Long> parse(String text) {
        Matcher size = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            return Optional.empty();
        }
        double bytes = Double.parseDouble(size.group(1)) * (1L << SHIFTS.getOrDefault(size.group(2), 0));
        return bytes <= LARGEST ? Optional.of(Math.round(bytes)) : Optional.empty();
    }
}
