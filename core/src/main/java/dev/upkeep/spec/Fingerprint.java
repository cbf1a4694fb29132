package dev.upkeep.spec;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A short name for values that is the same in every JVM: neither the order of sets and maps nor hash codes count. */
final class Fingerprint {
    /** Found out once for each kind of record: looking for them costs more than all the rest. */
    private static final ClassValue<List<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> kind) {
            return Arrays.stream(kind.getRecordComponents())
                    .map(RecordComponent::getAccessor)
                    .toList();
        }
    };

    private final StringBuilder text = new StringBuilder();

    /** Of lists, sets, maps, optionals and public records of such, and of anything that has a {@code toString} of its own. */
    static String of(Object value) {
        try {
            Fingerprint fingerprint = new Fingerprint();
            fingerprint.add(value);
            byte[] text = fingerprint.text.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private void add(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, mapped) -> sorted.put(key.toString(), mapped));
            addAll(sorted.entrySet().stream()
                    .map(e -> List.of(e.getKey(), e.getValue()))
                    .toList());
        } else if (value instanceof Set<?> set) {
            addAll(set.stream().map(Object::toString).sorted().toList());
        } else if (value instanceof Collection<?> list) {
            addAll(list);
        } else if (value instanceof Optional<?> optional) {
            addAll(optional.stream().toList());
        } else if (value instanceof Record whole) {
            addAll(components(whole));
        } else {
            addText(value.toString());
        }
    }

    private static List<Object> components(Record whole) {
        List<Object> values = new ArrayList<>();
        for (Method accessor : ACCESSORS.get(whole.getClass())) {
            try {
                values.add(accessor.invoke(whole));
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException(whole.getClass() + " (expected: a public record)", e);
            }
        }
        return values;
    }

    private void addAll(Collection<?> values) {
        addText("(" + values.size());
        values.forEach(this::add);
    }

    /** With its length before it, so that no two texts can be mistaken for two others. */
    private void addText(String part) {
        int bytes = part.getBytes(StandardCharsets.UTF_8).length;
        text.append(bytes).append(':').append(part);
    }
}
