package dev.upkeep.internal.config.schema;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.yaml.Scalar;
import dev.upkeep.internal.config.yaml.Value;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;

/**
 * A span of time: a plain number is milliseconds.
 *
 * @param least the shortest that is allowed
 */
public record DurationType(Duration least) implements Type<Duration> {
    /** Zero is allowed. */
    public static final DurationType ANY = new DurationType(Duration.ZERO);

    /** Zero is not. */
    public static final DurationType POSITIVE = new DurationType(Duration.ofMillis(1));

    private static final int SUSPICIOUS_MILLIS = 100;
    private static final String HELP =
            "write milliseconds as a plain number, or a unit: `500ms`, `5s`, `2m`, `1h`, `1d`";

    @Override
    public Shape shape() {
        return Shape.single(EnumSet.of(Scalar.Kind.WHOLE, Scalar.Kind.TEXT));
    }

    @Override
    public String noun() {
        return "a duration";
    }

    @Override
    public String example() {
        return "5s";
    }

    @Override
    public Optional<Duration> read(Value value) {
        return value.scalar(noun(), HELP).flatMap(scalar -> switch (scalar.kind()) {
            case WHOLE, TEXT -> read(value, scalar);
            case DECIMAL, BOOLEAN, NOTHING -> {
                value.wrongType(noun(), scalar.kind().noun(), HELP);
                yield Optional.<Duration>empty();
            }
        });
    }

    private Optional<Duration> read(Value value, Scalar scalar) {
        boolean plain = scalar.text().matches("\\d{1,18}");
        Optional<Duration> span =
                plain ? Durations.ofMillis(Long.parseLong(scalar.text())) : Durations.parse(scalar.text());
        if (span.isEmpty() || span.get().compareTo(least) < 0) {
            refuse(value, scalar, span.isPresent());
            return Optional.empty();
        }
        if (plain && !span.get().isZero() && span.get().toMillis() < SUSPICIOUS_MILLIS) {
            warn(value, scalar.text());
        }
        return span;
    }

    private static void refuse(Value value, Scalar scalar, boolean tooShort) {
        String problem = tooShort ? ", which is too short" : ", which is not a duration that can be used";
        value.report(
                Code.INVALID_VALUE,
                value.name() + " is " + Words.quoted(scalar.text()) + problem,
                tooShort ? "write `1ms` or more" : HELP);
    }

    private static void warn(Value value, String number) {
        value.report(
                Code.SHORT_DURATION,
                value.name() + " is " + number + " milliseconds",
                "a plain number is milliseconds: write `" + number + "s` for seconds, or `" + number
                        + "ms` if it is meant so");
    }
}
