package dev.upkeep.internal.config.schema;

import dev.upkeep.internal.config.yaml.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a value looks like, in the words of <a href="https://json-schema.org/draft/2020-12/schema">JSON Schema</a>: for editors.
 * It is coarser than what the loader checks, and never refuses what the loader takes, but for words in upper case.
 *
 * @param json maps, lists, texts, numbers and booleans; made when asked for, as sections may contain themselves
 */
public record Shape(Supplier<Map<String, Object>> json) {
    /** What any single value may be written as: a variable that is replaced before the value is looked at. */
    private static final Map<String, Object> VARIABLE = Map.of("type", "string", "pattern", "\\$\\{");

    /** Anything. */
    public static final Shape ANY = of(Map.of());

    /** Text. */
    public static final Shape TEXT = of(Map.of("type", "string"));

    /** No value at all. */
    public static final Shape NOTHING = of(Map.of("type", "null"));

    /** True or false. */
    public static final Shape YES_NO = orVariable(Map.of("type", "boolean"));

    private static Shape of(Map<String, Object> json) {
        return new Shape(() -> json);
    }

    private static Shape orVariable(Map<String, Object> json) {
        return new Shape(() -> Map.of("anyOf", List.of(json, VARIABLE)));
    }

    /** A whole number within bounds, both included. */
    public static Shape whole(long least, long most) {
        return orVariable(ordered("type", "integer", "minimum", least, "maximum", most));
    }

    /** A number within bounds, both included. */
    public static Shape number(double least, double most) {
        return orVariable(ordered("type", "number", "minimum", least, "maximum", most));
    }

    /** One of a few words. */
    public static Shape words(Collection<String> words) {
        return orVariable(Map.of("enum", List.copyOf(words)));
    }

    /** Single values of these kinds. */
    static Shape single(Set<Scalar.Kind> kinds) {
        Map<String, Object> json =
                Map.of("type", kinds.stream().map(Shape::type).toList());
        return kinds.contains(Scalar.Kind.TEXT) ? of(json) : orVariable(json);
    }

    private static String type(Scalar.Kind kind) {
        return switch (kind) {
            case TEXT -> "string";
            case WHOLE -> "integer";
            case DECIMAL -> "number";
            case BOOLEAN -> "boolean";
            case NOTHING -> "null";
        };
    }

    /** A list. */
    public static Shape list(Shape item) {
        return new Shape(() -> ordered("type", "array", "items", item.json().get()));
    }

    /** A map of names that the user chooses; what begins with {@code x-} is not looked at. */
    public static Shape map(Shape value) {
        return new Shape(() -> ordered(
                "type", "object",
                "patternProperties", Map.of("^x-", Map.of()),
                "additionalProperties", value.json().get()));
    }

    /** A map with the keys of a section. */
    public static Shape section(Section<?> section) {
        return new Shape(() -> object(section));
    }

    /** Whatever fits one of these. */
    public static Shape anyOf(Shape... shapes) {
        return new Shape(() ->
                Map.of("anyOf", Arrays.stream(shapes).map(s -> s.json().get()).toList()));
    }

    /** A map that looks like one of two, by whether it has a key. */
    public static Shape byKey(String key, Shape with, Shape without) {
        return new Shape(() -> ordered(
                "type", "object",
                "if", Map.of("required", List.of(key)),
                "then", with.json().get(),
                "else", without.json().get()));
    }

    private static Map<String, Object> object(Section<?> section) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Key<?> key : section.keys()) {
            properties.put(key.name(), property(key));
            if (key.required()) {
                required.add(key.name());
            }
        }
        Map<String, Object> object = ordered("type", "object", "properties", properties, "required", required);
        object.put("patternProperties", Map.of("^x-", Map.of()));
        object.put("additionalProperties", false);
        return object;
    }

    private static Map<String, Object> property(Key<?> key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", key.noun());
        if (!key.about().isEmpty()) {
            json.put("description", key.about() + (key.byDefault().isEmpty() ? "" : "; default: " + key.byDefault()));
        }
        key.newSpelling().ifPresent(newer -> json.put("description", "an older spelling: write " + newer));
        key.newSpelling().ifPresent(newer -> json.put("deprecated", true));
        json.putAll(
                key.mayBeNothing()
                        ? orNothing(key.shape().json().get())
                        : key.shape().json().get());
        return json;
    }

    private static Map<String, Object> orNothing(Map<String, Object> value) {
        if (value.isEmpty()) {
            return value;
        }
        if (value.get("type") instanceof String type) {
            Map<String, Object> both = new LinkedHashMap<>(value);
            both.put("type", List.of(type, "null"));
            return both;
        }
        return Map.of("anyOf", List.of(value, NOTHING.json().get()));
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
