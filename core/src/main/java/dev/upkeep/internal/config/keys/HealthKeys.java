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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys of {@code healthCheck}. */
final class HealthKeys {
    private static final Set<String> LATER = Set.of("tcp", "exec", "log");
    private static final Pattern RANGE = Pattern.compile("([1-5]\\d\\d)(?:\\s*-\\s*([1-5]\\d\\d))?");

    private static final Type<URI> URL =
            SingleType.of("an address", "http://localhost:3000/health", Urls::absoluteOrPath, Scalar.Kind.TEXT);
    private static final Type<Statuses.Range> STATUS =
            SingleType.of("a status or a range", "200-399", HealthKeys::range, Scalar.Kind.TEXT, Scalar.Kind.WHOLE);

    private static final Type<String> KIND = SingleType.of("`http`", "http", HealthKeys::kind, Scalar.Kind.TEXT);

    static final Section<HealthDraft> ALL = new Section<HealthDraft>()
            .key("enabled", Types.YES_NO, "false", "whether health is checked", (h, v) -> h.enabled = v)
            .key("type", KIND, "http", "how it is checked", (h, v) -> {})
            .key(url("url"))
            .key(url("path").asOldSpellingOf("`url`"))
            .key("interval", DurationType.POSITIVE, "30000", "the time between checks", (h, v) -> h.interval = v)
            .key("timeout", DurationType.POSITIVE, "5000", "how long an answer may take", (h, v) -> h.timeout = v)
            .key(
                    "retries",
                    Types.whole(1, 1000, "3"),
                    "3",
                    "failures in a row until a restart",
                    (h, v) -> h.retries = v)
            .key("startPeriod", DurationType.ANY, "0", "so long failures don't count", (h, v) -> h.startPeriod = v)
            .key(
                    "startInterval",
                    DurationType.POSITIVE,
                    "1s",
                    "the time between checks until one passes",
                    (h, v) -> h.startInterval = v)
            .key("expectedStatus", new Expected(), "200-399", "the statuses that pass", (h, v) -> h.expected = v)
            .key("headers", Types.texts("{Accept: text/plain}"), "{}", "sent along", (h, v) -> h.headers = v)
            .notYet("command", "address", "pattern");

    private HealthKeys() {}

    private static Key<HealthDraft> url(String name) {
        return Key.of(name, URL, "/health", "where to ask; a path counts from the route's target", (h, v) -> h.url = v);
    }

    private static String kind(String text) throws Unfit {
        if (text.equalsIgnoreCase("http")) {
            return text;
        }
        boolean later = LATER.contains(text.toLowerCase(Locale.ROOT));
        throw new Unfit(
                later ? Code.NOT_YET : Code.INVALID_VALUE,
                "is " + Words.quoted(text) + ", which is not "
                        + (later ? "supported yet by this version" : "known here"),
                "write `http`, or leave the key out");
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
