package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.schema.DurationType;
import dev.upkeep.internal.config.schema.Key;
import dev.upkeep.internal.config.schema.Section;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.internal.config.yaml.Value;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.restart.RestartPolicy.Builder;
import dev.upkeep.restart.RestartPolicy.Condition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The keys of {@code restartPolicy}. */
final class RestartKeys {
    private static final int MOST_ATTEMPTS = 1_000_000;

    static final Type<Integer> ATTEMPTS = Types.whole(RestartPolicy.UNLIMITED, MOST_ATTEMPTS, "3");
    static final Type<Condition> CONDITION = Types.word("`always`, `on-failure` or `never`", conditions());

    static final Section<Builder> ALL = new Section<Builder>()
            .key("condition", CONDITION, "always", "which ends call for a restart", Builder::condition)
            .key("maxAttempts", ATTEMPTS, "3", "restarts in a row; 0 is never, -1 is no limit", Builder::maxAttempts)
            .key("delay", DurationType.ANY, "5000", "the time before the first restart", Builder::delay)
            .key("multiplier", Types.number(1, 1000, "2"), "1", "what the delay grows by", Builder::multiplier)
            .key("maxDelay", DurationType.ANY, "60s", "what the delay grows to at most", Builder::maxDelay)
            .key("jitter", Types.number(0, 1, "0.2"), "0", "the share that chance may add", Builder::jitter)
            .key("minUptime", DurationType.ANY, "10s", "running so long gives all attempts back", Builder::minUptime)
            .key("window", DurationType.POSITIVE, "", "counts attempts within a sliding span", Builder::window)
            .key(
                    "successExitCodes",
                    Types.list("a list of exit codes", "[0]", Types.whole(0, 255, "0")),
                    "[0]",
                    "the codes that `on-failure` takes for a good end",
                    (policy, codes) -> policy.successExitCodes(Set.copyOf(codes)))
            .key(maxRestarts(b -> b))
            .key(restartDelay(b -> b))
            .key(restartOnExit(b -> b));

    private RestartKeys() {}

    private static Map<String, Condition> conditions() {
        Map<String, Condition> words = new LinkedHashMap<>();
        words.put("always", Condition.ALWAYS);
        words.put("on-failure", Condition.ON_FAILURE);
        words.put("never", Condition.NEVER);
        return words;
    }

    /** Reads {@code restartPolicy}: a map, or the condition alone. */
    static void bind(Value value, Builder policy) {
        if (value.isSingle()) {
            CONDITION.read(value).ifPresent(policy::condition);
        } else {
            ALL.bind(value, policy);
        }
    }

    /** Finds the policy in what is being read. */
    interface Part<B> {
        Builder of(B whole);
    }

    static <B> Key<B> maxRestarts(Part<B> policy) {
        return Key.<B, Integer>of(
                        "maxRestarts", ATTEMPTS, "", "", (b, v) -> policy.of(b).maxAttempts(v))
                .asOldSpellingOf("`maxAttempts` in `restartPolicy`");
    }

    static <B> Key<B> restartDelay(Part<B> policy) {
        return Key.<B, Duration>of(
                        "restartDelay",
                        DurationType.ANY,
                        "",
                        "",
                        (b, v) -> policy.of(b).delay(v))
                .asOldSpellingOf("`delay` in `restartPolicy`");
    }

    static <B> Key<B> restartOnExit(Part<B> policy) {
        return Key.<B, Boolean>of(
                        "restartOnExit",
                        Types.YES_NO,
                        "",
                        "",
                        (b, restart) -> policy.of(b).condition(restart ? Condition.ALWAYS : Condition.NEVER))
                .asOldSpellingOf("`condition: always` or `condition: never` in `restartPolicy`");
    }
}
