package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.schema.Section;
import dev.upkeep.internal.config.schema.Shape;
import dev.upkeep.internal.config.schema.SingleType;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.internal.config.yaml.Scalar;
import dev.upkeep.internal.config.yaml.Unfit;
import dev.upkeep.internal.config.yaml.Value;
import dev.upkeep.process.Limits;
import dev.upkeep.process.Limits.Range;
import dev.upkeep.process.Limits.Resource;
import dev.upkeep.process.Limits.User;
import java.util.Optional;

/** The keys that say what a process may take of the machine, and whom it runs as. */
final class LimitKeys {
    /** Octal however it is written: YAML would take {@code 0027} for twenty-seven. */
    static final Type<Integer> UMASK =
            SingleType.of("an octal number", "\"0027\"", LimitKeys::umask, Scalar.Kind.TEXT, Scalar.Kind.WHOLE);

    static final Type<Integer> NICE = Types.whole(-20, 19, "5");

    static final Type<String> USER =
            SingleType.of("a user", "www-data:www-data", LimitKeys::user, Scalar.Kind.TEXT, Scalar.Kind.WHOLE);

    private static final Type<Long> LIMIT =
            SingleType.of("a limit", "4096", LimitKeys::limit, Scalar.Kind.TEXT, Scalar.Kind.WHOLE);

    private static final Section<Pair> PAIR = new Section<Pair>()
            .required("soft", LIMIT, "what holds", (p, v) -> p.soft = Optional.of(v))
            .required("hard", LIMIT, "what it can be raised to", (p, v) -> p.hard = Optional.of(v));

    static final Section<Limits.Builder> ULIMITS = ulimits();

    private LimitKeys() {}

    private static final class Pair {
        Optional<Long> soft = Optional.empty();
        Optional<Long> hard = Optional.empty();
    }

    private static Section<Limits.Builder> ulimits() {
        Section<Limits.Builder> section = new Section<>();
        for (Resource resource : Resource.values()) {
            section.key(
                    resource.word(),
                    new RangeType(),
                    "inherited",
                    "as `prlimit --" + resource.word() + "`",
                    (limits, range) -> limits.ulimit(resource, range.soft(), range.hard()));
        }
        return section;
    }

    private static int umask(String text) throws Unfit {
        String digits = text.startsWith("0o") ? text.substring(2) : text;
        if (!digits.matches("0*[0-7]{1,3}")) {
            throw new Unfit(
                    Code.INVALID_VALUE,
                    "is " + Words.quoted(text) + ", which is no umask",
                    "write up to three octal digits, leading zeros aside, e.g. `\"0027\"`");
        }
        return Integer.parseInt(digits, 8);
    }

    private static String user(String text) throws Unfit {
        if (User.parse(text).isEmpty()) {
            throw new Unfit(
                    Code.INVALID_VALUE,
                    "is " + Words.quoted(text) + ", which no user can be called",
                    "write `name` or `name:group`; numbers will do for both");
        }
        return text;
    }

    private static long limit(String text) throws Unfit {
        if (text.equalsIgnoreCase("unlimited")) {
            return Range.UNLIMITED;
        }
        if (!text.matches("\\d{1,18}")) {
            throw new Unfit(
                    Code.INVALID_VALUE,
                    "is " + Words.quoted(text) + ", which is no limit",
                    "write a whole number, 0 or more, or `unlimited`");
        }
        return Long.parseLong(text);
    }

    /** A limit that is soft and hard at once, or both. */
    private static final class RangeType implements Type<Range> {
        @Override
        public Shape shape() {
            return Shape.anyOf(LIMIT.shape(), Shape.section(PAIR));
        }

        @Override
        public String noun() {
            return "a limit, or `soft` and `hard`";
        }

        @Override
        public String example() {
            return "{soft: 1024, hard: 4096}";
        }

        @Override
        public Optional<Range> read(Value value) {
            if (value.isSingle()) {
                return LIMIT.read(value).map(limit -> new Range(limit, limit));
            }
            Pair pair = new Pair();
            PAIR.bind(value, pair);
            return pair.soft.flatMap(soft -> pair.hard.flatMap(hard -> range(soft, hard, value)));
        }

        private static Optional<Range> range(long soft, long hard, Value value) {
            if (soft > hard) {
                value.report(
                        Code.INVALID_VALUE,
                        "the soft limit of " + value.name() + " is above the hard one",
                        "raise `hard`, or lower `soft`");
                return Optional.empty();
            }
            return Optional.of(new Range(soft, hard));
        }
    }
}
