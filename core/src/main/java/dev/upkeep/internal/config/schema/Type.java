package dev.upkeep.internal.config.schema;

import dev.upkeep.internal.config.yaml.Value;
import java.util.Optional;

/** What may stand as the value of a key. */
public interface Type<T> {
    /** What it is, with its article: {@code a whole number}. */
    String noun();

    /** How it is written: {@code 3}. */
    String example();

    /** Reads it; empty if something else stands there, which is reported. */
    Optional<T> read(Value value);

    /** What it looks like, for editors. */
    default Shape shape() {
        return Shape.ANY;
    }

    /** Whether a key without a value means the same as no key: so for lists and maps, whose items may be commented out. */
    default boolean mayBeNothing() {
        return false;
    }
}
