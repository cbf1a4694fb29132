package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.schema.Section;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.spec.UpdatePolicy.FailureAction;
import dev.upkeep.spec.UpdatePolicy.Order;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The keys of {@code updatePolicy}. */
final class UpdateKeys {
    private static final Type<FailureAction> ACTION = Types.word("`rollback` or `pause`", actions());

    private static final Type<Order> ORDER = Types.word("`start-first` or `stop-first`", orders());

    static final Section<ProcessDraft> ALL = new Section<ProcessDraft>()
            .key(
                    "failureAction",
                    ACTION,
                    "rollback",
                    "what is done about a version that fails",
                    (p, v) -> p.failureAction = v)
            .key("order", ORDER, "start-first if port is auto", "what comes first", (p, v) -> p.order = Optional.of(v))
            .key(
                    "parallelism",
                    Types.whole(1, 1000, "1"),
                    "1",
                    "how many instances are replaced at once",
                    (p, v) -> p.parallelism = v);

    private UpdateKeys() {}

    private static Map<String, Order> orders() {
        Map<String, Order> words = new LinkedHashMap<>();
        words.put("start-first", Order.START_FIRST);
        words.put("stop-first", Order.STOP_FIRST);
        return words;
    }

    private static Map<String, FailureAction> actions() {
        Map<String, FailureAction> words = new LinkedHashMap<>();
        words.put("rollback", FailureAction.ROLLBACK);
        words.put("pause", FailureAction.PAUSE);
        return words;
    }
}
