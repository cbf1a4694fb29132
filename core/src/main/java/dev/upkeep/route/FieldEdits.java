package dev.upkeep.route;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What a route changes in the header of messages that pass, after everything else was decided about it.
 *
 * @param set name and value of the fields that are put in the place of what is there, in this order
 * @param removed the names of the fields that are taken away
 * @param added name and value of fields that come beside those that are there
 */
public record FieldEdits(Map<String, String> set, Set<String> removed, Map<String, String> added) {
    /** Changes nothing. */
    public static final FieldEdits NONE = new FieldEdits(Map.of(), Set.of());

    /** RFC 9110 section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** RFC 9110 section 5.5, without what is obsolete there. */
    private static final Pattern VALUE = Pattern.compile("([\\x21-\\x7e]([\\t\\x20-\\x7e]*[\\x21-\\x7e])?)?");

    private static final Set<String> FRAMING =
            Set.of("connection", "content-length", "transfer-encoding", "te", "trailer", "upgrade", "expect");

    /** Refuses what can't be in a header, with {@link IllegalArgumentException}. */
    public FieldEdits {
        set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
        removed = Collections.unmodifiableSet(new TreeSet<>(removed));
        added = Collections.unmodifiableMap(new LinkedHashMap<>(added));
        added.forEach((name, value) -> require(name, objection(name).or(() -> objection(name, value))));
        set.forEach((name, value) -> require(name, objection(name).or(() -> objection(name, value))));
        removed.forEach(name -> require(name, objection(name)));
    }

    /**
     * Edits that add nothing.
     *
     * @param set name and value of the fields that are put in the place of what is there, in this order
     * @param removed the names of the fields that are taken away
     */
    public FieldEdits(Map<String, String> set, Set<String> removed) {
        this(set, removed, Map.of());
    }

    private static void require(String name, Optional<String> objection) {
        objection.ifPresent(why -> {
            throw new IllegalArgumentException("headers: \"" + name + "\" (expected: another field, " + why + ")");
        });
    }

    /**
     * Why a field can't be set or removed.
     *
     * @param name of the field
     * @return for people; empty if it can
     */
    public static Optional<String> objection(String name) {
        if (!isToken(name)) {
            return Optional.of("it is no name of a header field");
        }
        return FRAMING.contains(name.toLowerCase(Locale.ROOT))
                ? Optional.of("it says where messages end, or speaks to the next hop only")
                : Optional.empty();
    }

    /** Whether a text can be the name of a field, or of a method. */
    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    /**
     * Why a field can't be set to a value.
     *
     * @param name of the field
     * @param value it would have
     * @return for people; empty if it can
     */
    public static Optional<String> objection(String name, String value) {
        return VALUE.matcher(value).matches()
                ? Optional.empty()
                : Optional.of("its value has a character that is neither visible ASCII nor a blank between");
    }

    /**
     * The same, with one field more that is set.
     *
     * @param name of the field
     * @param value of the field
     * @return a copy
     */
    public FieldEdits withSet(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(set);
        more.put(name, value);
        return new FieldEdits(more, removed, added);
    }

    /**
     * Makes the changes.
     *
     * @param put takes name and value, and puts them in the place of all fields of that name
     * @param remove takes a name, in any case, and removes all fields of it
     * @param add takes name and value, and puts them beside all fields of that name
     */
    public void apply(BiConsumer<String, String> put, Consumer<String> remove, BiConsumer<String, String> add) {
        if (this != NONE) {
            removed.forEach(remove);
            set.forEach(put);
            added.forEach(add);
        }
    }
}
