package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.schema.Section;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.spec.UpdatePolicy.FailureAction;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of {@code updatePolicy}. */
final class UpdateKeys {
    private static final Type<FailureAction> ACTION = Types.word("`rollback` or `pause`", actions());

    static final Section<ProcessDraft> ALL = new Section<ProcessDraft>()
            .key(
                    "failureAction",
                    ACTION,
                    "rollback",
                    "what is done about a version that fails",
                    (p, v) -> p.failureAction = v)
            .notYet("order", "parallelism");

    private UpdateKeys() {}

    private static Map<String, FailureAction> actions() {
        Map<String, FailureAction> words = new LinkedHashMap<>();
        words.put("rollback", FailureAction.ROLLBACK);
        words.put("pause", FailureAction.PAUSE);
        return words;
    }
}
