package dev.upkeep.internal.plan;

import dev.upkeep.process.Command;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpec.StopPolicy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What two descriptions of a process differ in. Whatever a later version adds to a description is seen, too. */
final class Differences {
    private static final Set<Class<?>> OPENED = Set.of(Command.class, StopPolicy.class);

    /** Of components whose keys have another name. */
    private static final Map<String, String> KEYS = Map.of(
            "ports", "port",
            "program", "command",
            "environment", "env",
            "inherited", "inheritEnv",
            "required", "requiredEnv",
            "signal", "stopSignal",
            "timeout", "stopTimeout",
            "StopPolicy.command", "stopCommand",
            "dependencies", "dependsOn");

    private Differences() {}

    /** The keys that differ, such as {@code args} and {@code env.PORT}, but never what they are set to. */
    static Set<String> between(ProcessSpec one, ProcessSpec other) {
        return components(one, other).collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    private static Stream<String> components(Record one, Record other) {
        return Arrays.stream(one.getClass().getRecordComponents())
                .flatMap(component -> compare(component, value(component, one), value(component, other)));
    }

    private static Stream<String> compare(RecordComponent component, Object one, Object other) {
        if (one.equals(other)) {
            return Stream.empty();
        }
        if (OPENED.contains(one.getClass())) {
            return components((Record) one, (Record) other);
        }
        String key = key(component);
        return one instanceof Map<?, ?> before && other instanceof Map<?, ?> after
                ? entries(before, after).map(name -> key + "." + name)
                : Stream.of(key);
    }

    private static String key(RecordComponent component) {
        String name = component.getName();
        String whole = component.getDeclaringRecord().getSimpleName() + "." + name;
        return KEYS.getOrDefault(whole, KEYS.getOrDefault(name, name));
    }

    private static Stream<String> entries(Map<?, ?> before, Map<?, ?> after) {
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .filter(k -> !Objects.equals(before.get(k), after.get(k)))
                .map(String::valueOf)
                .distinct()
                .sorted();
    }

    private static Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + ": cannot be read", e);
        }
    }
}
