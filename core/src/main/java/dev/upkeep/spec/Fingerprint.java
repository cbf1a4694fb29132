package dev.upkeep.spec;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A short name for values that is the same in every JVM: neither the order of sets and maps nor hash codes count. */
final class Fingerprint {
    private final MessageDigest digest;

    private Fingerprint(MessageDigest digest) {
        this.digest = digest;
    }

    /** Of lists, sets, maps, optionals and public records of such, and of anything that has a {@code toString} of its own. */
    static String of(Object value) {
        try {
            Fingerprint fingerprint = new Fingerprint(MessageDigest.getInstance("SHA-256"));
            fingerprint.add(value);
            return HexFormat.of().formatHex(fingerprint.digest.digest());
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
        for (RecordComponent component : whole.getClass().getRecordComponents()) {
            try {
                values.add(component.getAccessor().invoke(whole));
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
    private void addText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
