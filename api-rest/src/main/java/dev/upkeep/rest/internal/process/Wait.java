package dev.upkeep.rest.internal.process;

import dev.upkeep.Upkeep.Action;
import dev.upkeep.rest.internal.gate.Call;
import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long somebody waits for the outcome of an action.
 *
 * @param until what for
 * @param atMost how long
 * @param applied what was done as the header {@code Prefer} asks, for {@code Preference-Applied}
 */
record Wait(Until until, Duration atMost, Optional<String> applied) {
    private static final Duration LONGEST = Duration.ofSeconds(120);
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,6})(ms|s|m)?");
    private static final Pattern PREFERENCE = Pattern.compile("(?i)respond-async|wait=([0-9]{1,6})");

    /** What is waited for. */
    enum Until {
        NONE,
        STARTED,
        READY,
        STOPPED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the parameters say, else what {@code Prefer} says (RFC 7240), else what makes sense for the action. */
    static Wait of(Call call, Action action, Duration usual) {
        List<Until> possible = action == Action.STOP
                ? List.of(Until.STOPPED, Until.NONE)
                : List.of(Until.STARTED, Until.READY, Until.NONE);
        Optional<Until> until = call.target().parameter("wait").map(word -> until(word, possible));
        Optional<Duration> atMost = call.target().parameter("timeout").map(Wait::span);
        Optional<String> preferred = until.isPresent() || atMost.isPresent() ? Optional.empty() : preferred(call);
        boolean async = preferred.filter("respond-async"::equals).isPresent();
        Optional<Duration> seconds = preferred
                .filter(p -> p.startsWith("wait="))
                .map(p -> bounded(Duration.ofSeconds(Long.parseLong(p.substring("wait=".length())))));
        return new Wait(
                async ? Until.NONE : until.orElse(possible.get(0)),
                atMost.or(() -> seconds).orElse(usual),
                preferred);
    }

    /** With what was done as asked. */
    Map<String, String> headers() {
        return applied.map(a -> Map.of("Preference-Applied", a)).orElse(Map.of());
    }

    private static Until until(String word, List<Until> possible) {
        return possible.stream()
                .filter(u -> u.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Refused(Problem.badParameter(
                        "wait",
                        String.join(", ", possible.stream().map(Until::word).toList()))));
    }

    private static Duration span(String text) {
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches()) {
            throw new Refused(Problem.badParameter("timeout", "a span of time up to 120s, such as 10s or 500ms"));
        }
        long count = Long.parseLong(matcher.group(1));
        Duration span = "ms".equals(matcher.group(2))
                ? Duration.ofMillis(count)
                : "m".equals(matcher.group(2)) ? Duration.ofMinutes(count) : Duration.ofSeconds(count);
        return bounded(span);
    }

    private static Duration bounded(Duration span) {
        return span.compareTo(LONGEST) > 0 ? LONGEST : span;
    }

    private static Optional<String> preferred(Call call) {
        return call.request().header("prefer").stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(preference -> preference.strip().toLowerCase(Locale.ROOT))
                .filter(PREFERENCE.asMatchPredicate())
                .findFirst();
    }
}
