package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.schema.Key;
import dev.upkeep.internal.config.schema.SingleType;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.internal.config.yaml.Scalar;
import dev.upkeep.internal.config.yaml.Unfit;
import dev.upkeep.internal.config.yaml.Value;
import dev.upkeep.process.Slot;
import dev.upkeep.spec.Ports;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many instances of a process there are, and which ports they are given. */
final class ScaleKeys {
    static final String PORT = "port";
    static final String INSTANCES = "instances";
    static final String REPLICAS = "replicas";
    private static final int MOST = 1000;
    private static final int MOST_PORTS = 65535;
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:\\s*-\\s*(\\d{1,5}))?");

    static final Type<Integer> COUNT = Types.whole(1, MOST, "3");
    static final Type<Ports> PORTS = SingleType.of(
            "a port, `auto` or a range of ports", "auto", ScaleKeys::ports, Scalar.Kind.TEXT, Scalar.Kind.WHOLE);

    /** How <code>${PORT}</code> is written where only a port can stand, until it is known. */
    static final String UNKNOWN_PORT = "${PORT}";

    private ScaleKeys() {}

    /** For the table of keys: by the time that is asked, the key has been read. */
    static <B> Key<B> port() {
        return early(PORT, PORTS, "none", "where its instances listen");
    }

    static <B> Key<B> instances() {
        return early(INSTANCES, COUNT, "1", "how many of it run");
    }

    static <B> Key<B> replicas() {
        return early(REPLICAS, COUNT, "1", "how many of it run");
    }

    private static <B> Key<B> early(String name, Type<?> type, String byDefault, String about) {
        return new Key<>(
                name, type.noun(), false, byDefault, about, Optional.empty(), false, Optional.empty(), (v, b) -> {});
    }

    /** How many are wanted; the newer spelling wins. */
    static int instances(Value process) {
        Optional<Integer> old = count(process, REPLICAS);
        return count(process, INSTANCES).or(() -> old).orElse(1);
    }

    private static Optional<Integer> count(Value process, String key) {
        return process.child(key).filter(v -> !v.isNothing()).flatMap(COUNT::read);
    }

    /** What is said of ports. It is read before all other keys, since these may refer to it. */
    static Optional<Ports> ports(Value process) {
        return process.child(PORT).filter(v -> !v.isNothing()).flatMap(PORTS::read);
    }

    private static Ports ports(String text) throws Unfit {
        if (text.equalsIgnoreCase("auto")) {
            return Ports.AUTO;
        }
        Matcher range = RANGE.matcher(text.strip());
        if (range.matches()) {
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (first >= 1 && first <= last && last <= MOST_PORTS) {
                return new Ports(first, last);
            }
        }
        throw new Unfit(
                Code.INVALID_VALUE,
                "is " + Words.quoted(text) + ", which is no port",
                "write a port, `3000`, a range, `\"3000-3010\"`, or `auto` for any that is free");
    }

    /**
     * What variables stand for that only an instance knows: they are kept as they are, and replaced when it is launched.
     *
     * @param instances how many there are
     */
    static Map<String, String> variables(int instances, Optional<Ports> ports) {
        return instances > 1 || ports.isPresent()
                ? Map.of("PORT", UNKNOWN_PORT, "UPKEEP_INSTANCE", "${UPKEEP_INSTANCE}")
                : Map.of();
    }

    /** Where a port is asked for as a number, that of the instance is 0 for now. */
    static String asNumber(String text) {
        return text.replace(UNKNOWN_PORT, "0");
    }

    /** With a port in place of the one that is not known yet, to see whether all else fits. */
    static String sample(String text) {
        return new Slot(1, 1).fill(text);
    }
}
