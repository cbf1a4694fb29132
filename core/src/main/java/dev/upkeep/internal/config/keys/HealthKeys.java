package dev.upkeep.internal.config.keys;

import dev.upkeep.health.Statuses;
import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.schema.DurationType;
import dev.upkeep.internal.config.schema.Key;
import dev.upkeep.internal.config.schema.Section;
import dev.upkeep.internal.config.schema.SingleType;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.internal.config.yaml.Scalar;
import dev.upkeep.internal.config.yaml.Unfit;
import dev.upkeep.internal.config.yaml.Value;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys of {@code healthCheck}, {@code readinessProbe} and {@code livenessProbe}. */
final class HealthKeys {
    private static final Pattern RANGE = Pattern.compile("([1-5]\\d\\d)(?:\\s*-\\s*([1-5]\\d\\d))?");

    private static final Type<URI> URL =
            SingleType.of("an address", "http://localhost:3000/health", Urls::absoluteOrPath, Scalar.Kind.TEXT);
    private static final Type<Statuses.Range> STATUS =
            SingleType.of("a status or a range", "200-399", HealthKeys::range, Scalar.Kind.TEXT, Scalar.Kind.WHOLE);

    private static final Type<ProbeKind> KIND = Types.word("`http`, `tcp`, `exec` or `log`", kinds());
    private static final Type<String> COMMAND = Types.text("pg_isready");
    private static final Type<List<String>> ARGS = Types.list("a list", "[-h, localhost]", Types.AS_WRITTEN);

    static final Section<HealthDraft> ALL = new Section<HealthDraft>()
            .key("enabled", Types.YES_NO, "false", "whether health is checked", (h, v) -> h.enabled = v)
            .key(ProbeKind.TYPE, KIND, "http", "how it is checked", (h, v) -> h.kind = v)
            .key(url("url"))
            .key(url("path").asOldSpellingOf("`url`"))
            .key("address", HealthAddress.TYPE, "its port", "where to connect to", (h, v) -> h.address = Optional.of(v))
            .key("command", COMMAND, "", "a program that ends with 0 if all is well", (h, v) -> h.program = v)
            .key("args", ARGS, "[]", "the arguments of `command`", (h, v) -> h.args = v)
            .key("pattern", HealthAddress.PATTERN, "", "found in a line once it is ready", (h, v) -> h.pattern = v)
            .key("interval", DurationType.POSITIVE, "30000", "the time between checks", (h, v) -> h.interval = v)
            .key("timeout", DurationType.POSITIVE, "5000", "how long an answer may take", (h, v) -> h.timeout = v)
            .key("retries", Types.whole(1, 1000, "3"), "3", "failures in a row that count", (h, v) -> h.retries = v)
            .key(
                    "successThreshold",
                    Types.whole(1, 1000, "1"),
                    "1",
                    "passes in a row that count",
                    (h, v) -> h.successThreshold = v)
            .key("startPeriod", DurationType.ANY, "0", "so long failures don't count", (h, v) -> h.startPeriod = v)
            .key(
                    "startInterval",
                    DurationType.POSITIVE,
                    "1s",
                    "the time between checks until one passes",
                    (h, v) -> h.startInterval = v)
            .key("expectedStatus", new Expected(), "200-399", "the statuses that pass", (h, v) -> h.expected = v)
            .key("headers", Types.texts("{Accept: text/plain}"), "{}", "sent along", (h, v) -> h.headers = v);

    private HealthKeys() {}

    private static Key<HealthDraft> url(String name) {
        return Key.of(name, URL, "/health", "where to ask; a path counts from the route's target", (h, v) -> h.url = v);
    }

    private static Map<String, ProbeKind> kinds() {
        Map<String, ProbeKind> kinds = new LinkedHashMap<>();
        ProbeKind.words().forEach(word -> kinds.put(word, ProbeKind.valueOf(word.toUpperCase(Locale.ROOT))));
        return kinds;
    }

    /** One of the checks of a process. */
    static Key<ProcessDraft> check(String name, String about, Function<ProcessDraft, HealthDraft> part) {
        return new Key<>(
                name,
                "a map",
                false,
                "",
                about,
                Optional.empty(),
                true,
                Optional.of(ALL),
                (value, process) -> bind(value, part.apply(process)));
    }

    private static void bind(Value value, HealthDraft check) {
        check.given = true;
        ALL.bind(value, check);
        Optional<ProbeKind> said = value.has(ProbeKind.TYPE) ? Optional.of(check.kind) : Optional.empty();
        check.kind = ProbeKind.of(value, said);
    }

    private static Statuses.Range range(String text) throws Unfit {
        Matcher range = RANGE.matcher(text.strip());
        if (range.matches()) {
            int from = Integer.parseInt(range.group(1));
            int to = Optional.ofNullable(range.group(2)).map(Integer::parseInt).orElse(from);
            if (from <= to) {
                return new Statuses.Range(from, to);
            }
        }
        throw new Unfit(
                Code.INVALID_VALUE,
                "is " + Words.quoted(text) + ", which is no HTTP status",
                "write a status from 100 to 599, a range such as `200-299`, or a list of them");
    }

    /** One status or range, or a list of them. */
    private static final class Expected implements Type<Statuses> {
        @Override
        public String noun() {
            return "a status, a range or a list of them";
        }

        @Override
        public String example() {
            return "200-299";
        }

        @Override
        public Optional<Statuses> read(Value value) {
            List<Value> items = value.isList() ? value.items(noun(), "") : List.of(value);
            List<Statuses.Range> ranges = new ArrayList<>();
            items.forEach(i -> STATUS.read(i).ifPresent(ranges::add));
            if (items.isEmpty()) {
                value.report(Code.EMPTY_VALUE, value.name() + " is empty", "name at least one status, e.g. `[200]`");
            }
            return ranges.isEmpty() ? Optional.empty() : Optional.of(new Statuses(ranges));
        }
    }
}
