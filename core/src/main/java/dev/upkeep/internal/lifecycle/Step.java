package dev.upkeep.internal.lifecycle;

import java.util.List;
import java.util.stream.Stream;

/**
 * What follows from a happening.
 *
 * @param life the life as it is now
 * @param effects what is to be done, in this order
 */
public record Step(Life life, List<Effect> effects) {
    /** Copies the list. */
    public Step {
        effects = List.copyOf(effects);
    }

    static Step to(Life life, Effect... effects) {
        return new Step(life, List.of(effects));
    }

    Step and(Effect more) {
        return new Step(life, Stream.concat(effects.stream(), Stream.of(more)).toList());
    }

    /** The life of this one, and the effects of both. */
    Step after(Step first) {
        return new Step(
                life, Stream.concat(first.effects.stream(), effects.stream()).toList());
    }
}
